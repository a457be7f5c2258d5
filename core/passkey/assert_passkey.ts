import { base64url } from "jose";
import type { Deps } from "../deps.ts";
import type { Query } from "../query.ts";
import { newChallenge, takeChallenge } from "./challenge.ts";
import type { Credential, PasskeyUse } from "./passkey.ts";
import { type Assertion, loadWebAuthn } from "./webauthn.ts";
import { relyingPartyOf } from "./relying_party.ts";

/** Where an authenticator's data has its flags, and which of them says that it asked who is there [WebAuthn 6.1]. */
const FLAGS_AT = 32;
const USER_VERIFIED = 0b100;

/** What the browser needs to sign with one of these passkeys, or with any of ours when none is named. */
export async function assertionOptions(
  deps: Deps,
  subject: string,
  passkeys: readonly Credential[] = [],
  /** What is signed, where it is more than who is there. */
  text?: string,
) {
  const { generateAuthenticationOptions } = await loadWebAuthn();
  return await generateAuthenticationOptions({
    rpID: relyingPartyOf(deps.config).id,
    challenge: await newChallenge(deps, subject, text),
    userVerification: "required",
    allowCredentials: passkeys.map(({ credentialId, transports }) => ({
      id: credentialId,
      transports: [...transports],
    })),
  });
}

interface Asserted<Owned> {
  /** What the challenge was for. */
  readonly subject: string;
  readonly response: Assertion;
  /** Whose passkeys count: staff's for staff, consumers' for consumers. */
  readonly owner: (credentialId: string) => Query<Owned | undefined>;
}

interface Verified {
  readonly used: PasskeyUse;
  /** What was signed, where the challenge was its digest. */
  readonly text: string | undefined;
}

/** Whose passkey answered this challenge, and its new counter; undefined when anything about it is wrong. */
export async function readAssertion<Owned extends { readonly passkey: Credential }>(
  deps: Deps,
  { subject, response, owner }: Asserted<Owned>,
): Promise<(Owned & Verified) | undefined> {
  const { clientDataJSON, authenticatorData } = response.response;
  const taken = await takeChallenge(deps, { subject, clientData: clientDataJSON });
  if (!taken || !userWasVerified(authenticatorData)) return undefined;
  const [found] = await deps.load(owner(response.id));
  if (!found) return undefined;
  const { passkey } = found;
  const { verifyAuthenticationResponse } = await loadWebAuthn();
  const { id, origin } = relyingPartyOf(deps.config);
  const verified = await verifyAuthenticationResponse({
    response,
    expectedChallenge: taken.challenge,
    expectedOrigin: origin,
    expectedRPID: id,
    credential: {
      id: passkey.credentialId,
      publicKey: new Uint8Array(base64url.decode(passkey.publicKey)),
      counter: passkey.counter,
    },
    requireUserVerification: true,
  }).catch(() => undefined);
  if (!verified?.verified) return undefined;
  const { newCounter } = verified.authenticationInfo;
  const used = { passkeyId: passkey.passkeyId, counter: newCounter };
  return { ...found, used, text: taken.text };
}

/** A device that only felt a touch proves that it is there, not who holds it, whatever it was asked for. */
function userWasVerified(authenticatorData: string): boolean {
  try {
    const flags = base64url.decode(authenticatorData)[FLAGS_AT] ?? 0;
    return (flags & USER_VERIFIED) !== 0;
  } catch {
    return false;
  }
}
