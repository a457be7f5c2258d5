import { byConsumer } from "../actor.ts";
import { conflictOf } from "../conflict.ts";
import type { Deps } from "../deps.ts";
import { assertionOptions, readAssertion } from "../passkey/assert_passkey.ts";
import type { Assertion } from "../passkey/webauthn.ts";
import { ok, rejected, type Result } from "../result.ts";
import type { ConsumerHere } from "../session/consumer_of_session.ts";
import type { ConsumerSession } from "../session/session.ts";
import { stepUp } from "../session/step_up.ts";
import { type PaymentPinRefusal, tryPaymentPin } from "./try_payment_pin.ts";

type Here = Pick<ConsumerHere, "consumer" | "session">;
interface Confirmed {
  /** For the cookie: the one before it is dead. */
  readonly sessionToken: string;
}
type SessionOver = { readonly code: "session_over" };

/** What the browser needs to show that whoever signed in is still there. */
export async function confirmationOptions(deps: Deps, { consumer, session }: Here) {
  const [passkeys] = await deps.load(deps.consumerPasskeys.of(consumer.consumerId));
  return await assertionOptions(deps, challengeFor(session), passkeys);
}

/** Makes the session fresh again, for whoever has one of this person's passkeys. */
export async function confirmByPasskey(
  deps: Deps,
  { here: { consumer: { consumerId }, session }, response }: {
    readonly here: Here;
    readonly response: Assertion;
  },
): Promise<Result<Confirmed, SessionOver | { readonly code: "passkey_refused" }>> {
  const refused = rejected({ code: "passkey_refused" } as const);
  const found = await readAssertion(deps, {
    subject: challengeFor(session),
    response,
    owner: deps.consumerPasskeys.byCredential,
  });
  if (found?.consumer.consumerId !== consumerId) return refused;
  const { consumer, used } = found;
  const conflict = await conflictOf(deps.commit([{
    type: "consumer.passkey_used",
    consumer: { ...consumer, version: consumer.version + 1 },
    used,
    eventId: deps.newId("evt"),
    at: deps.now(),
    by: byConsumer(consumerId),
  }]));
  if (conflict) return refused;
  return await confirmed(deps, session, "passkey");
}

/** The same for whoever knows their PIN. */
export async function confirmByPin(
  deps: Deps,
  { here: { consumer: { consumerId }, session }, typed, device }: {
    readonly here: Here;
    readonly typed: string;
    readonly device: string | undefined;
  },
): Promise<Result<Confirmed & { readonly device: string }, SessionOver | PaymentPinRefusal>> {
  const tried = await tryPaymentPin(deps, { consumerId, typed, device });
  if (!tried.ok) return tried;
  const after = await confirmed(deps, session, "pin");
  return after.ok ? ok({ ...after.value, ...tried.value }) : after;
}

async function confirmed(
  deps: Deps,
  session: ConsumerSession,
  factor: "pin" | "passkey",
): Promise<Result<Confirmed, SessionOver>> {
  const sessionToken = await stepUp(deps, session, { factor, purpose: "confirm", digest: "" });
  return sessionToken === undefined ? rejected({ code: "session_over" }) : ok({ sessionToken });
}

function challengeFor({ sessionId }: ConsumerSession): string {
  return `consumer confirm ${sessionId}`;
}
