import type { Staff } from "../staff/staff.ts";
import type { Instant } from "../time.ts";
import type { AlertKind } from "./alert_kind.ts";

/** How an alert reaches somebody. */
export type AlertWay = "mail" | "sms";

/** A mail or text message that was owed in the write of what it tells. */
export interface OwedAlert {
  /** The same however often it is sent. */
  readonly alertId: string;
  readonly way: AlertWay;
  readonly kind: AlertKind;
  /** The event's type and whom or what it is about. */
  readonly type: string;
  readonly subjectId: string;
  readonly at: Instant;
  readonly staff: Staff;
  /** How often a process has taken it to send. */
  readonly tries: number;
}
