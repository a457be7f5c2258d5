import type { BusinessDay } from "../time.ts";
import { ok, rejected, type Result } from "../result.ts";
import type { Direction } from "./statement_file.ts";
import type { Flaw } from "./file_flaw.ts";
import type { Span } from "./layout.ts";
import { digitsOf, signedOf, textOf, wrongValue } from "./record.ts";
import type { StatementLine } from "./statement_file.ts";
import { daysAfterClearing, isTraceTime } from "./trace_time.ts";

/** What a record says, without its place in the file. */
export type LineFacts = Omit<StatementLine, "lineNo" | "record">;

/** Whose file of which day it has to be. */
export interface Expected {
  readonly clearingDay: BusinessDay;
  /** Undefined where a file has many merchants. */
  readonly merchantNo: string | undefined;
}

interface Amounts {
  readonly amount: number;
  readonly fee: number;
  readonly net: number;
}

/** A fee is D where the merchant pays it, a net amount C where the merchant gets it. */
export function readMoney(
  record: Uint8Array,
  at: Readonly<Record<"amount" | "fee" | "net", Span>>,
): Result<Amounts, Flaw> {
  const amount = digitsOf(record, at.amount);
  if (amount === undefined) return wrongValue(record, at.amount, "12 digits");
  const credited = signedOf(record, at.fee);
  if (credited === undefined) return wrongValue(record, at.fee, "C or D and 12 digits");
  const net = signedOf(record, at.net);
  if (net === undefined) return wrongValue(record, at.net, "C or D and 12 digits");
  return ok({ amount, fee: credited === 0 ? 0 : -credited, net });
}

/** Further from its day than this, a record belongs to another: what is late may wait over a holiday. */
const DAYS_FROM_CLEARING_MAX = 10;

export function readTrace(
  record: Uint8Array,
  at: Readonly<Record<"traceTime" | "traceNo", Span>>,
  { clearingDay }: Expected,
): Result<Pick<LineFacts, "traceTime" | "traceNo">, Flaw> {
  const traceTime = textOf(record, at.traceTime);
  if (!isTraceTime(traceTime)) return wrongValue(record, at.traceTime, "MMDDhhmmss");
  const traceNo = textOf(record, at.traceNo);
  if (traceNo === undefined || digitsOf(record, at.traceNo) === undefined) {
    return wrongValue(record, at.traceNo, "6 digits");
  }
  const far = daysAfterClearing(traceTime, clearingDay);
  if (Math.abs(far) <= DAYS_FROM_CLEARING_MAX) return ok({ traceTime, traceNo });
  return rejected({
    code: "wrong_day",
    column: at.traceTime.from + 1,
    detail: `${traceTime} is ${Math.abs(far)} days from the clearing day ${clearingDay}`,
  });
}

/** The number that the record is of, in the first of these columns; one of them has to be the file's. */
export function readMerchant(
  record: Uint8Array,
  columns: readonly Span[],
  { merchantNo }: Expected,
): Result<string | undefined, Flaw> {
  const named = columns.map((span) => textOf(record, span));
  if (merchantNo === undefined || named.includes(merchantNo)) return ok(named[0]);
  return rejected({
    code: "wrong_merchant",
    column: columns[0]!.from + 1,
    detail: `expected ${merchantNo}, found ${named[0] ?? "none"}`,
  });
}

/** Of a record whose type does not say it. */
export function towards(net: number): Direction {
  return net < 0 ? "out" : "in";
}
