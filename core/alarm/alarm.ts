import type { MerchantNo } from "../id.ts";
import { type Duration, type Instant, minutes } from "../time.ts";

/** What may not be well, besides what an event says by itself. */
export type AlarmKind =
  | "channel_silent"
  | "job_dead"
  | "head_unpublished"
  | "key_ends"
  | "credential_ends"
  | "difference_overdue"
  | "summary_differs";

/** Something that is not well now: a channel, a job, the audit chain, a merchant number's keys or a credential of ours. */
export interface Finding {
  readonly kind: AlarmKind;
  readonly subject: string;
  /** Whose staff are told besides the institution's. */
  readonly merchantNo: MerchantNo | undefined;
}

export interface Alarm extends Finding {
  readonly state: "noticed" | "raised" | "well";
  readonly noticedAt: Instant;
  /** How often it was raised or ended. */
  readonly version: number;
}

/** What is over sooner is told to nobody: a process that starts again is not well for a moment. */
export const LASTS_FOR: Duration = minutes(2);
export const ALARMS_MAX = 1_000;

export function alarmKey({ kind, subject }: Pick<Finding, "kind" | "subject">): string {
  return `alarm:${kind}:${subject}`;
}
