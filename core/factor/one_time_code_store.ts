import type { Query } from "../query.ts";
import type { Instant } from "../time.ts";
import type { Unit } from "../unit.ts";
import type { OneTimeCode } from "./one_time_code.ts";

export interface OneTimeCodeStore {
  /** All that are still good for this. */
  live(subject: string, now: Instant): Query<readonly OneTimeCode[]>;
  /** Those before it stay good. Also deletes some that are past their time. */
  put(code: OneTimeCode): Unit;
  /** Answers with a row to exactly one of those who take it, while it lasts; the others of its subject end with it. */
  take(code: Pick<OneTimeCode, "digest" | "subject">, now: Instant): Unit;
}
