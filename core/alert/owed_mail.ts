import type { Staff } from "../staff/staff.ts";
import type { Instant } from "../time.ts";
import type { AlertKind } from "./alert_kind.ts";

/** A mail that was owed in the write of what it tells. */
export interface OwedMail {
  /** The same however often it is sent. */
  readonly mailId: string;
  readonly kind: AlertKind;
  /** The event's type and whom or what it is about. */
  readonly type: string;
  readonly subjectId: string;
  readonly at: Instant;
  readonly staff: Staff;
  /** How often a process has taken it to send. */
  readonly tries: number;
}
