import type { Deps } from "../deps.ts";
import type { ConsumerId } from "../id.ts";
import type { Instant } from "../time.ts";
import { type ConsumerSession, isConfirmed, isFresh, isTrusted } from "../session/session.ts";
import type { ConsumerPasskey } from "./consumer_passkey.ts";
import type { PaymentPin } from "./payment_pin.ts";

/** What a person can show who they are with, besides a phone, and what there is to lose. */
export interface Enrolled {
  readonly pin: PaymentPin | undefined;
  readonly passkeys: readonly ConsumerPasskey[];
  readonly inUse: boolean;
  /** Their account was recovered lately: whoever it was had to wait, and can pay little for now. */
  readonly recovered: boolean;
}

export async function enrolledOf(deps: Deps, consumerId: ConsumerId): Promise<Enrolled> {
  const [pin, passkeys, inUse, recovered] = await deps.load(
    deps.paymentPins.of(consumerId),
    deps.consumerPasskeys.of(consumerId),
    deps.consumers.isInUse(consumerId),
    deps.recoveries.isRecovered(consumerId, deps.now()),
  );
  return { pin, passkeys, inUse, recovered };
}

/** What keeps somebody from giving themselves lasting access. */
export type EnrolRefusal =
  | { readonly code: "session_not_fresh" }
  /** Only the code of a phone, in a browser that is new to an account with something in it. */
  | { readonly code: "browser_not_trusted" };

/**
 * Whether this session may add a passkey, set a first PIN, or change the phone. Somebody who has a PIN or a passkey shows
 * it first: whoever has only taken over their phone's number adds nothing that pays more than its codes do. Where there is
 * neither, and there is something to lose, a code counts only in a browser that is known, or once the account was recovered.
 */
export function enrolRefusal(
  session: ConsumerSession,
  { pin, passkeys, inUse, recovered }: Enrolled,
  now: Instant,
): EnrolRefusal | undefined {
  if (pin || passkeys.length > 0) {
    return isConfirmed(session, now) ? undefined : { code: "session_not_fresh" };
  }
  if (!isFresh(session, now)) return { code: "session_not_fresh" };
  return session.proof !== "phone" || !inUse || recovered || isTrusted(session, now)
    ? undefined
    : { code: "browser_not_trusted" };
}
