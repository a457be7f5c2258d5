import type { Instant } from "../time.ts";
import { type ConsumerSession, isConfirmed, isFresh } from "../session/session.ts";
import type { ConsumerPasskey } from "./consumer_passkey.ts";
import type { PaymentPin } from "./payment_pin.ts";

/** What a person can show who they are with, besides a phone. */
export interface Enrolled {
  readonly pin: PaymentPin | undefined;
  readonly passkeys: readonly ConsumerPasskey[];
}

/**
 * Whether this session may add a passkey, or set a first PIN. Somebody who has either shows it first: whoever has only
 * taken over their phone's number adds nothing that pays more than its codes do.
 */
export function mayEnrol(
  session: ConsumerSession,
  { pin, passkeys }: Enrolled,
  now: Instant,
): boolean {
  return pin || passkeys.length > 0 ? isConfirmed(session, now) : isFresh(session, now);
}
