import { byConsumer } from "../actor.ts";
import { conflictOf } from "../conflict.ts";
import type { Deps } from "../deps.ts";
import { assertionOptions, readAssertion } from "../passkey/assert_passkey.ts";
import { relyingPartyOf } from "../passkey/relying_party.ts";
import type { Assertion } from "../passkey/webauthn.ts";
import { ok, rejected, type Result } from "../result.ts";
import type { ConsumerHere } from "../session/consumer_of_session.ts";
import type { PasskeySignature } from "./passkey_signature.ts";

type Here = Pick<ConsumerHere, "consumer" | "session">;

/** What is signed is about: a thing of ours, and the digest of what is agreed about it. */
export interface SignedSubject extends Pick<PasskeySignature, "subjectId"> {
  readonly digest: string;
}

/** What the browser needs to sign exactly this text with one of this person's passkeys. */
export async function signatureOptions(
  deps: Deps,
  { here, about, text }: {
    readonly here: Here;
    readonly about: SignedSubject;
    readonly text: string;
  },
) {
  const [passkeys] = await deps.load(deps.consumerPasskeys.of(here.consumer.consumerId));
  return await assertionOptions(deps, challengeFor(here, about), passkeys, text);
}

/**
 * Keeps what a passkey of this person has signed, once, in the write that counts its use. Undefined when anything about
 * it is wrong: it is not theirs, its device verified nobody, or it answers to another text or session.
 */
export async function signWithPasskey(
  deps: Deps,
  { here, about, response }: {
    readonly here: Here;
    readonly about: SignedSubject;
    readonly response: Assertion;
  },
): Promise<Result<PasskeySignature, { readonly code: "passkey_refused" }>> {
  const refused = rejected({ code: "passkey_refused" } as const);
  const found = await readAssertion(deps, {
    subject: challengeFor(here, about),
    response,
    owner: deps.consumerPasskeys.byCredential,
  });
  const { consumerId } = here.consumer;
  if (found?.consumer.consumerId !== consumerId || found.text === undefined) return refused;
  const { consumer, passkey, used, text } = found;
  const at = deps.now();
  const { clientDataJSON: clientData, authenticatorData, signature: signed } = response.response;
  const signature: PasskeySignature = {
    signatureId: deps.newId("sig"),
    consumerId,
    subjectId: about.subjectId,
    text,
    credentialId: passkey.credentialId,
    publicKey: passkey.publicKey,
    clientData,
    authenticatorData,
    signature: signed,
    rpId: relyingPartyOf(deps.config).id,
    signedAt: at,
  };
  // Not tried again when somebody was first: the counter that was compared may be another one, or the passkey gone.
  const conflict = await conflictOf(deps.commit([{
    type: "consumer.signed",
    consumer: { ...consumer, version: consumer.version + 1 },
    used,
    signature,
    eventId: deps.newId("evt"),
    at,
    by: byConsumer(consumerId),
  }]));
  return conflict ? refused : ok(signature);
}

function challengeFor(
  { session: { sessionId } }: Here,
  { subjectId, digest }: SignedSubject,
): string {
  return `sign ${sessionId} ${subjectId} ${digest}`;
}
