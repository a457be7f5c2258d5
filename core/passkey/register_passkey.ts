import { base64url } from "jose";
import type { Deps } from "../deps.ts";
import { newChallenge, takeChallenge } from "./challenge.ts";
import type { Credential } from "./passkey.ts";
import { loadWebAuthn, type Registration } from "./webauthn.ts";
import { relyingPartyOf } from "./relying_party.ts";

/** Whom a passkey is made for. */
interface PasskeyOwner {
  /** Says nothing of them to whoever finds the device. */
  readonly ownerId: string;
  /** What the device shows beside the portal's name. */
  readonly name: string;
  /** Their other passkeys, which are not made twice. */
  readonly existing: readonly Pick<Credential, "credentialId">[];
}

export type NewCredential = Pick<
  Credential,
  "credentialId" | "publicKey" | "counter" | "transports"
>;

/** What the browser needs to make a passkey that knows its owner and always asks who is there. */
export async function registrationOptions(deps: Deps, subject: string, owner: PasskeyOwner) {
  const { generateRegistrationOptions } = await loadWebAuthn();
  const { id, name } = relyingPartyOf(deps.config);
  return await generateRegistrationOptions({
    rpID: id,
    rpName: name,
    userID: new TextEncoder().encode(owner.ownerId),
    userName: owner.name,
    userDisplayName: owner.name,
    challenge: await newChallenge(deps, subject),
    excludeCredentials: owner.existing.map(({ credentialId }) => ({ id: credentialId })),
    authenticatorSelection: { residentKey: "required", userVerification: "required" },
  });
}

/** The passkey that a browser made for this challenge; undefined when anything about it is wrong. */
export async function readRegistration(
  deps: Deps,
  subject: string,
  response: Registration,
): Promise<NewCredential | undefined> {
  const { clientDataJSON } = response.response;
  const taken = await takeChallenge(deps, { subject, clientData: clientDataJSON });
  if (!taken || await namesCertificates(response)) return undefined;
  const { verifyRegistrationResponse } = await loadWebAuthn();
  const { id, origin } = relyingPartyOf(deps.config);
  const verified = await verifyRegistrationResponse({
    response,
    expectedChallenge: taken.challenge,
    expectedOrigin: origin,
    expectedRPID: id,
    requireUserVerification: true,
  }).catch(() => undefined);
  if (!verified?.verified) return undefined;
  const { credential: { id: credentialId, publicKey, counter, transports = [] } } =
    verified.registrationInfo;
  return { credentialId, publicKey: base64url.encode(publicKey), counter, transports };
}

/** We asked for no attestation. One with certificates would have the library fetch what they name. */
async function namesCertificates({ response }: Registration): Promise<boolean> {
  const { decodeAttestationObject } = await import("@simplewebauthn/server/helpers");
  try {
    const bytes = new Uint8Array(base64url.decode(response.attestationObject));
    return decodeAttestationObject(bytes).get("attStmt").get("x5c") !== undefined;
  } catch {
    return true;
  }
}
