import type { ChannelOrderNo } from "../../core/id.ts";
import type { Instant } from "../../core/time.ts";

/** One line of the bank's own log: a fact, and the lock that lets only one of two such facts happen. */
export interface BankEntry {
  readonly entryId: string;
  readonly subjectNo: ChannelOrderNo;
  readonly version: number;
  readonly at: Instant;
  readonly what: string;
}
