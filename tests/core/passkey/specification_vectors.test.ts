import { verifyAuthenticationResponse } from "@simplewebauthn/server";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { PasskeyId } from "../../../core/id.ts";
import { readAssertion } from "../../../core/passkey/assert_passkey.ts";
import type { Credential } from "../../../core/passkey/passkey.ts";
import { readRegistration } from "../../../core/passkey/register_passkey.ts";
import type { Query } from "../../../core/query.ts";
import { sha256 } from "../../../core/sha256.ts";
import { after, minutes } from "../../../core/time.ts";
import { START } from "../../support/fake_clock.ts";
import { type TestApp, testApp } from "../../support/test_app.ts";
import { refusedVectors, verifiedVectors } from "../../support/webauthn_algorithms.ts";
import {
  assertions,
  type AssertionVector,
  attestations,
  type AttestationVector,
} from "../../support/webauthn_vectors.ts";

let app: TestApp;
beforeAll(async () => {
  app = await testApp({ config: { publicUrl: "https://example.org" } });
});
afterAll(() => app.close());

const SUBJECT = "vector";
const text = (hex: string) =>
  Uint8Array.fromHex(hex).toBase64({ alphabet: "base64url", omitPadding: true });

/** As if we had asked exactly this. */
async function asked(challenge: string): Promise<void> {
  const digest = await sha256(text(challenge));
  const expiresAt = after(app.deps.now(), minutes(5));
  await app.deps.write(
    app.deps.challenges.put({ digest, subject: SUBJECT, expiresAt }, app.deps.now()),
  );
}

async function registered({ challenge, credentialId, ...response }: AttestationVector) {
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

async function asserted({ challenge, publicKey, ...response }: AssertionVector) {
  const passkey: Credential = {
    passkeyId: "pky_01KAG8M0000000000000000001" as PasskeyId,
    credentialId: "AQ",
    publicKey: text(publicKey),
    counter: 0,
    transports: [],
    name: "",
    createdAt: START,
    usedAt: undefined,
  };
  const { statement } = app.deps.consumerPasskeys.byCredential("AQ");
  const owner = (): Query<{ readonly passkey: Credential }> => ({
    statement,
    read: () => ({ passkey }),
  });
  await asked(challenge);
  return await readAssertion(app.deps, {
    subject: SUBJECT,
    owner,
    response: {
      id: "AQ",
      rawId: "AQ",
      type: "public-key",
      clientExtensionResults: {},
      response: {
        clientDataJSON: text(response.clientDataJSON),
        authenticatorData: text(response.authenticatorData),
        signature: text(response.signature),
      },
    },
  });
}

/** The same with one byte changed, from the byte `from` on. */
function* mutated(hex: string, from = 0): Generator<string> {
  for (let at = from; at < hex.length / 2; at++) {
    const bytes = Uint8Array.fromHex(hex);
    bytes[at] = (bytes[at] ?? 0) ^ 0x01;
    yield bytes.toHex();
  }
}

/** Whatever the device did not ask: that it is refused has no other reason. */
async function isSignedRight({ challenge, publicKey, ...response }: AssertionVector) {
  const { verified } = await verifyAuthenticationResponse({
    response: {
      id: "AQ",
      rawId: "AQ",
      type: "public-key",
      clientExtensionResults: {},
      response: {
        clientDataJSON: text(response.clientDataJSON),
        authenticatorData: text(response.authenticatorData),
        signature: text(response.signature),
      },
    },
    expectedChallenge: text(challenge),
    expectedOrigin: "https://example.org",
    expectedRPID: "example.org",
    expectedTopOrigin: "https://example.com",
    credential: { id: "AQ", publicKey: Uint8Array.fromHex(publicKey), counter: 0 },
    requireUserVerification: false,
  });
  return verified;
}

describe("the specification's attestations", () => {
  it("make a passkey only of a verified owner on a page of ours", async () => {
    const { none, packedSelf, crossOrigin } = attestations;
    expect(await registered(packedSelf)).toMatchObject({
      credentialId: text(packedSelf.credentialId),
      counter: 0,
    });
    expect(await registered(none)).toBeUndefined();
    expect(await registered(crossOrigin)).toBeUndefined();
  });
});

describe("the specification's assertions", () => {
  it("are taken only of a verified owner on a page of ours", async () => {
    expect(await asserted(assertions.verified)).toMatchObject({ used: { counter: 0 } });
    expect(await asserted(assertions.unverified)).toBeUndefined();
    expect(await asserted(assertions.crossOrigin)).toBeUndefined();
  });

  it.each(Object.entries(verifiedVectors))("are taken of %s", async (_, vector) => {
    expect(await asserted(vector)).toMatchObject({ used: { counter: 0 } });
  });

  it.each(Object.entries(refusedVectors))("are refused of %s, though signed right", async (
    _,
    vector,
  ) => {
    expect(await isSignedRight(vector)).toBe(true);
    expect(await asserted(vector)).toBeUndefined();
  });

  it.each(
    [
      ["clientDataJSON", 0],
      ["authenticatorData", 0],
      ["signature", 4],
    ] as const,
  )("are refused with any byte of %s of 16.7 changed", async (field, from) => {
    const vector = verifiedVectors["16.7 ES256 with a packed attestation"];
    const taken: string[] = [];
    for (const changed of mutated(vector[field], from)) {
      if (await asserted({ ...vector, [field]: changed })) taken.push(changed);
    }
    expect(taken).toEqual([]);
  });

  // The first bytes of a signature say only how its two numbers are written.
  it.each([["clientDataJSON", 0], ["authenticatorData", 0], ["signature", 4]] as const)(
    "are refused with any byte of %s changed",
    async (field, from) => {
      const { verified } = assertions;
      const taken: string[] = [];
      for (const changed of mutated(verified[field], from)) {
        if (await asserted({ ...verified, [field]: changed })) taken.push(changed);
      }
      expect(taken).toEqual([]);
    },
  );
});
