import { verifyAuthenticationResponse } from "@simplewebauthn/server";
import { decodeAttestationObject, parseAuthenticatorData } from "@simplewebauthn/server/helpers";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { PasskeyId } from "../../../core/id.ts";
import { readAssertion } from "../../../core/passkey/assert_passkey.ts";
import type { Credential } from "../../../core/passkey/passkey.ts";
import { type NewCredential, readRegistration } from "../../../core/passkey/register_passkey.ts";
import type { Query } from "../../../core/query.ts";
import { sha256 } from "../../../core/sha256.ts";
import { after, minutes } from "../../../core/time.ts";
import { attestationObject } from "../../support/authenticator.ts";
import { START } from "../../support/fake_clock.ts";
import { type TestApp, testApp } from "../../support/test_app.ts";
import { type Vector, vectors } from "../../support/webauthn_vectors.ts";

type Registration = Vector["registration"];
type Authentication = Vector["authentication"];

/** What its device's flags and its page make of each: of the registration as a browser hands it on, and of the assertion. */
const expected: Readonly<Record<string, { readonly makes: boolean; readonly signsIn: boolean }>> = {
  "16.2": { makes: false, signsIn: false },
  "16.3": { makes: true, signsIn: false },
  "16.4": { makes: false, signsIn: false },
  "16.5": { makes: false, signsIn: false },
  "16.6": { makes: false, signsIn: true },
  "16.7": { makes: true, signsIn: true },
  // An algorithm that we never ask for makes no passkey, whoever was verified.
  "16.8": { makes: false, signsIn: true },
  "16.9": { makes: false, signsIn: false },
  "16.10": { makes: true, signsIn: false },
  "16.11": { makes: false, signsIn: false },
  "16.12": { makes: false, signsIn: false },
  "16.13": { makes: true, signsIn: true },
  "16.14": { makes: true, signsIn: false },
  "16.15": { makes: false, signsIn: false },
  "16.16": { makes: false, signsIn: false },
};

let app: TestApp;
beforeAll(async () => {
  app = await testApp({ config: { publicUrl: "https://example.org" } });
});
afterAll(() => app.close());

const SUBJECT = "vector";
const base64url = { alphabet: "base64url", omitPadding: true } as const;
const text = (hex: string) => Uint8Array.fromHex(hex).toBase64(base64url);

const sectionOf = ({ name }: Vector) => name.split(" ")[0] ?? "";
function vectorOf(section: string): Vector {
  const found = vectors.find((each) => sectionOf(each) === section);
  if (!found) throw new Error(`No vector ${section}`);
  return found;
}

/** As if we had asked exactly this. */
async function asked(challenge: string): Promise<void> {
  const digest = await sha256(text(challenge));
  const expiresAt = after(app.deps.now(), minutes(5));
  await app.deps.write(
    app.deps.challenges.put({ digest, subject: SUBJECT, expiresAt }, app.deps.now()),
  );
}

async function registered({ challenge, credentialId, ...response }: Registration) {
  await asked(challenge);
  return await readRegistration(app.deps, SUBJECT, {
    id: text(credentialId),
    rawId: text(credentialId),
    type: "public-key",
    clientExtensionResults: {},
    response: {
      clientDataJSON: text(response.clientDataJSON),
      attestationObject: text(response.attestationObject),
    },
  });
}

function dataIn({ attestationObject }: Pick<Registration, "attestationObject">) {
  return decodeAttestationObject(Uint8Array.fromHex(attestationObject)).get("authData");
}

/** As a browser hands it on that was asked for no attestation: without what names the device [WebAuthn 5.4.7]. */
function unattested(registration: Registration, data = dataIn(registration)): Registration {
  return { ...registration, attestationObject: attestationObject(data).toHex() };
}

/** The passkey that this device made, whatever was thought of the making. */
function made({ registration }: Vector): Pick<NewCredential, "credentialId" | "publicKey"> {
  const { credentialPublicKey } = parseAuthenticatorData(dataIn(registration));
  if (!credentialPublicKey) throw new Error("No key");
  return {
    credentialId: text(registration.credentialId),
    publicKey: credentialPublicKey.toBase64(base64url),
  };
}

function responseOf(credentialId: string, given: Omit<Authentication, "challenge">) {
  return {
    id: credentialId,
    rawId: credentialId,
    type: "public-key",
    clientExtensionResults: {},
    response: {
      clientDataJSON: text(given.clientDataJSON),
      authenticatorData: text(given.authenticatorData),
      signature: text(given.signature),
    },
  } as const;
}

/** Whether it is taken as signed by this passkey. */
async function asserted(
  vector: Vector,
  passkey: Pick<NewCredential, "credentialId" | "publicKey"> & { readonly counter?: number } = made(
    vector,
  ),
) {
  const { challenge, ...given } = vector.authentication;
  const kept: Credential = {
    passkeyId: "pky_01KAG8M0000000000000000001" as PasskeyId,
    counter: 0,
    transports: [],
    name: "",
    createdAt: START,
    usedAt: undefined,
    ...passkey,
  };
  const { statement } = app.deps.consumerPasskeys.byCredential("AQ");
  const owner = (id: string): Query<{ readonly passkey: Credential } | undefined> => ({
    statement,
    read: () => id === kept.credentialId ? { passkey: kept } : undefined,
  });
  await asked(challenge);
  const response = responseOf(text(vector.registration.credentialId), given);
  return await readAssertion(app.deps, { subject: SUBJECT, owner, response });
}

/** The same with one byte changed, from the byte `from` on. */
function* mutated(hex: string, from = 0): Generator<readonly [number, string]> {
  for (let at = from; at < hex.length / 2; at++) {
    const bytes = Uint8Array.fromHex(hex);
    bytes[at] = (bytes[at] ?? 0) ^ 0x01;
    yield [at, bytes.toHex()];
  }
}

/** Whatever the device did not ask: that it is refused has no other reason. */
async function isSignedRight(vector: Vector) {
  const { challenge, ...given } = vector.authentication;
  const { credentialId, publicKey } = made(vector);
  const { verified } = await verifyAuthenticationResponse({
    response: responseOf(credentialId, given),
    expectedChallenge: text(challenge),
    expectedOrigin: "https://example.org",
    expectedRPID: "example.org",
    expectedTopOrigin: "https://example.com",
    credential: {
      id: credentialId,
      publicKey: Uint8Array.fromBase64(publicKey, { alphabet: "base64url" }),
      counter: 0,
    },
    requireUserVerification: false,
  });
  return verified;
}

// The library reads a last length that promises more than there is as what is there: the same data, and the same key.
const P256_BYTES = 32;
const P384_BYTES = 48;
function lengthBefore(data: Uint8Array, { attestationObject }: Registration): number {
  return attestationObject.length / 2 - data.length - 1;
}

const certified = ["16.7", "16.8", "16.9", "16.10", "16.11", "16.12", "16.13", "16.14", "16.15"]
  .concat("16.16");

describe("the specification's registrations", () => {
  it("are all there", () => {
    expect(vectors.map(sectionOf)).toEqual(Object.keys(expected));
  });

  it.each(vectors)(
    "make a passkey only of a verified owner on a page of ours: $name",
    async (vector) => {
      const { registration } = vector;
      const { makes } = expected[sectionOf(vector)]!;
      const passkey = await registered(
        sectionOf(vector) === "16.3" ? registration : unattested(registration),
      );
      if (makes) expect(passkey).toMatchObject({ ...made(vector), counter: 0 });
      else expect(passkey).toBeUndefined();
    },
  );

  it.each(certified.map(vectorOf))(
    "make none with certificates, which nobody asked for: $name",
    async (
      { registration },
    ) => {
      expect(await registered(registration)).toBeUndefined();
    },
  );

  it("are refused with any byte changed of what the new key signed itself", async () => {
    const { registration } = vectorOf("16.3");
    const taken: string[] = [];
    for (const field of ["clientDataJSON", "attestationObject"] as const) {
      for (const [at, changed] of mutated(registration[field])) {
        if (await registered({ ...registration, [field]: changed })) taken.push(`${field} ${at}`);
      }
    }
    expect(taken).toEqual([
      `attestationObject ${lengthBefore(dataIn(registration), registration)}`,
    ]);
  });

  it.each(["16.7", "16.13"].map(vectorOf))(
    "with any byte of the authenticator's data changed make no passkey that its device could use: $name",
    async (vector) => {
      const data = dataIn(vector.registration);
      const taken: number[] = [];
      for (const [at, changed] of mutated(data.toHex())) {
        const registration = unattested(vector.registration, Uint8Array.fromHex(changed));
        const passkey = await registered(registration);
        if (passkey && await asserted(vector, passkey)) taken.push(at);
      }
      // Which model of device it is: not looked at.
      const model = Array.from({ length: 16 }, (_, i) => 37 + i);
      expect(taken).toEqual([...model, data.length - P256_BYTES - 1]);
    },
  );
});

describe("the specification's assertions", () => {
  it.each(vectors)(
    "are taken only of a verified owner on a page of ours: $name",
    async (vector) => {
      const signedIn = await asserted(vector);
      if (expected[sectionOf(vector)]!.signsIn) {
        expect(signedIn).toMatchObject({
          used: { counter: 0 },
        });
      } else expect(signedIn).toBeUndefined();
    },
  );

  // Nothing here verifies Ed448.
  it.each(vectors.filter((each) => sectionOf(each) !== "16.12"))("are signed right: $name", async (
    vector,
  ) => {
    expect(await isSignedRight(vector)).toBe(true);
  });

  const signingIn = vectors.filter((each) => expected[sectionOf(each)]?.signsIn);
  // The first bytes of a signature say only how its two numbers are written.
  it.each(
    signingIn.flatMap((vector) =>
      ([["clientDataJSON", 0], ["authenticatorData", 0], ["signature", 4]] as const)
        .map(([field, from]) => ({ vector, field, from, name: vector.name }))
    ),
  )("are refused with any byte of $field changed: $name", async ({ vector, field, from }) => {
    const taken: number[] = [];
    for (const [at, changed] of mutated(vector.authentication[field], from)) {
      const authentication = { ...vector.authentication, [field]: changed };
      if (await asserted({ ...vector, authentication })) taken.push(at);
    }
    expect(taken).toEqual([]);
  });

  it.each(signingIn)(
    "are refused by a key with any byte changed, and to another challenge: $name",
    async (
      vector,
    ) => {
      const passkey = made(vector);
      const key = Uint8Array.fromBase64(passkey.publicKey, { alphabet: "base64url" }).toHex();
      const taken: number[] = [];
      for (const [at, changed] of mutated(key)) {
        if (await asserted(vector, { ...passkey, publicKey: text(changed) })) taken.push(at);
      }
      const coordinate = sectionOf(vector) === "16.8" ? P384_BYTES : P256_BYTES;
      expect(taken).toEqual([key.length / 2 - coordinate - 1]);
      for (const [at, challenge] of mutated(vector.authentication.challenge)) {
        const authentication = { ...vector.authentication, challenge };
        expect(await asserted({ ...vector, authentication }), `byte ${at}`).toBeUndefined();
      }
    },
  );
});
