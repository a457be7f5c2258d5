import { byConsumer } from "../actor.ts";
import { spend, type TooMany } from "../budget/spend.ts";
import { type Source, waysOf } from "../budget/ways.ts";
import { conflictOf } from "../conflict.ts";
import type { Deps } from "../deps.ts";
import { assertionOptions, readAssertion } from "../passkey/assert_passkey.ts";
import type { Assertion } from "../passkey/webauthn.ts";
import { ok, rejected, type Result } from "../result.ts";
import { deviceIn, holderMark, knownSince, newDevice, personMark } from "./known_device.ts";
import { beginSession, type Browser } from "../session/begin_session.ts";

/** Unknown, removed, wrong and too old get one answer, so that guessing reveals nothing. */
export type SignInByPasskeyRefusal = { readonly code: "passkey_refused" };

export interface SignedInByPasskey {
  /** For the cookie; 256 random bits, of which only the digest is kept. */
  readonly sessionToken: string;
  /** For the browser to show next time. */
  readonly device: string;
}

const SUBJECT = "consumer sign_in";

/** What the browser needs to sign with any passkey of ours. Each costs a row, so they are counted, apart from codes. */
export async function passkeySignInOptions(
  deps: Deps,
  source: Source,
): Promise<Result<Awaited<ReturnType<typeof assertionOptions>>, TooMany>> {
  const ways = waysOf(source, {
    first: "passkey_challenges_first",
    more: "passkey_challenges",
    forAll: "passkey_challenges_for_all",
  });
  const spent = await spend(deps, ways);
  return spent.ok ? ok(await assertionOptions(deps, SUBJECT)) : spent;
}

/** Signs in whoever's passkey answered the challenge. */
export async function signInByPasskey(
  deps: Deps,
  { response, browser, device }: {
    readonly response: Assertion;
    readonly browser: Browser;
    /** What `newDevice` gave this browser, if it did. */
    readonly device?: string | undefined;
  },
): Promise<Result<SignedInByPasskey, SignInByPasskeyRefusal>> {
  const refused = rejected({ code: "passkey_refused" } as const);
  const found = await readAssertion(deps, {
    subject: SUBJECT,
    response,
    owner: deps.consumerPasskeys.byCredential,
  });
  if (!found) return refused;
  const { consumer, used } = found;
  const { consumerId } = consumer;
  const now = deps.now();
  // Not tried again when somebody was first: the counter that was compared may be another one, or the passkey gone.
  const conflict = await conflictOf(deps.commit([{
    type: "consumer.passkey_used",
    consumer: { ...consumer, version: consumer.version + 1 },
    used,
    eventId: deps.newId("evt"),
    at: now,
    by: byConsumer(consumerId),
  }]));
  if (conflict) return refused;
  const { phoneDigest } = consumer;
  const whose = phoneDigest ? await holderMark(deps, phoneDigest) : personMark(consumer);
  const known = await deviceIn(deps, device, whose);
  const since = known === undefined ? undefined : knownSince(known);
  const sessionToken = await beginSession(deps, {
    consumerId,
    proof: "passkey",
    browser: { ...browser, isNew: known === undefined },
  });
  return ok({ sessionToken, device: await newDevice(deps, whose, since) });
}
