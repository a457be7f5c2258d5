import type { Query } from "../query.ts";
import type { Instant } from "../time.ts";
import type { Unit } from "../unit.ts";
import type { OwedAlert } from "./owed_alert.ts";

/** Mails and text messages that staff are owed. `now` is our clock. */
export interface AlertStore {
  /** Those that were not handed over yet and that no process has taken. */
  due(now: Instant, max: number): Query<readonly OwedAlert[]>;
  /** Keeps others from it until then; returns a row to exactly one of those who try. */
  take(alertId: string, given: { readonly now: Instant; readonly until: Instant }): Unit;
  /** It was handed over, or is no longer theirs to read: never due again. */
  settle(alertId: string): Unit;
  /** It could not be handed over: due again from then on. */
  again(alertId: string, from: Instant): Unit;
}
