import { type ConsumerSession, isFresh, type SessionConsumer } from "../session/session.ts";
import { after, days, type Instant } from "../time.ts";

/** Time enough to have the number blocked and the device locked from afar: after it, what they open counts again. */
const PHONE_DOUBTED = days(1);

/** From when on a session may end the report that a code or a channel's app began; a passkey's may at once. */
export function phoneCountsFrom(lostAt: Instant): Instant {
  return after(lostAt, PHONE_DOUBTED);
}

/** Whether whoever has the lost phone may have come in this way: by its codes, or by an app that is on it. */
export function isDoubted(
  { proof }: Pick<ConsumerSession, "proof">,
  phoneLostAt: Instant | undefined,
  now: Instant,
): boolean {
  return proof !== "passkey" && phoneLostAt !== undefined && now < phoneCountsFrom(phoneLostAt);
}

/** Whether they have shown lately who they are, and not by what a phone that is reported lost has. */
export function isProven(
  { consumer: { phoneLostAt }, session }: Pick<SessionConsumer, "consumer" | "session">,
  now: Instant,
): boolean {
  return isFresh(session, now) && !isDoubted(session, phoneLostAt, now);
}
