import { type ConsumerSession, isFresh, type SessionConsumer } from "../session/session.ts";
import { after, days, type Instant } from "../time.ts";

/** Time enough to have the number blocked: after it, a code to the phone counts again. */
const PHONE_DOUBTED = days(1);

/** From when on a session that a code to the phone began may end the report; others may at once. */
export function phoneCountsFrom(lostAt: Instant): Instant {
  return after(lostAt, PHONE_DOUBTED);
}

/** What whoever came in this way may not do while their phone is lost. */
export function isDoubted(
  { proof }: Pick<ConsumerSession, "proof">,
  phoneLostAt: Instant | undefined,
  now: Instant,
): boolean {
  return proof === "phone" && phoneLostAt !== undefined && now < phoneCountsFrom(phoneLostAt);
}

/** Whether they have shown lately who they are, and not by the codes of a phone that is reported lost. */
export function isProven(
  { consumer: { phoneLostAt }, session }: Pick<SessionConsumer, "consumer" | "session">,
  now: Instant,
): boolean {
  return isFresh(session, now) && !isDoubted(session, phoneLostAt, now);
}
