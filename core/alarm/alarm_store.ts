import type { MerchantNo } from "../id.ts";
import type { Query } from "../query.ts";
import type { Instant } from "../time.ts";
import type { Unit } from "../unit.ts";
import type { Alarm, Finding } from "./alarm.ts";

export interface AlarmStore {
  /** Those noticed or raised, the oldest first. */
  open(): Query<readonly Alarm[]>;
  /** From now on it is noticed, if it was well. */
  notice(finding: Finding, now: Instant): Unit;
  /** What was noticed and never raised is well again. */
  forget(finding: Finding): Unit;
  /** Merchant numbers with an active key, all of which retire by then, the soonest first. */
  lastKeysEnding(by: Instant): Query<readonly MerchantNo[]>;
}
