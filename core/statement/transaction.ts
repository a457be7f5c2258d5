import { layoutDigits } from "../statement_file/layout_values.ts";
import { daysAfterClearing, isTraceTime } from "../statement_file/trace_time.ts";
import { type BusinessDay, shanghaiTime } from "../time.ts";
import type { StatementLine } from "./statement_line.ts";

/** Whether it is about a transaction at a channel, which the channels' layouts are for. */
export function isTransaction({ kind }: StatementLine): boolean {
  return kind === "payment" || kind === "deduction" || kind === "refund";
}

// A channel's number begins with the time and the trace number (docs/reconciliation.md).
const WITH_TRACE = /^\d{4}(\d{10})(\d{6})\d{0,1}$/;
const TRACE_NOS = 1_000_000;
/** Readers refuse a record that is further from its day. */
const DAYS_MAX = 10;

/** What the channel's number of it begins with; of any other number our own time and the place in the file. */
export function traceOf(
  line: StatementLine,
  day: BusinessDay,
): { readonly traceTime: string; readonly traceNo: string } {
  const [, traceTime, traceNo = ""] = WITH_TRACE.exec(line.facts.channelTxnNo ?? "") ?? [];
  if (isTraceTime(traceTime) && Math.abs(daysAfterClearing(traceTime, day)) <= DAYS_MAX) {
    return { traceTime, traceNo };
  }
  return {
    traceTime: shanghaiTime(line.bookedAt).replaceAll(/\D/g, "").slice(4),
    traceNo: layoutDigits(line.no % TRACE_NOS, 6),
  };
}

/** By its last four digits, which is all that anybody knows here. */
export function maskedCard({ facts: { cardLastFour } }: StatementLine): string {
  return cardLastFour === undefined ? "" : cardLastFour.padStart(19, "*");
}
