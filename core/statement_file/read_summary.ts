import { cny, type Money, sameMoney } from "../money.ts";
import { ok, rejected, type Result } from "../result.ts";
import { type BusinessDay, parseBusinessDay } from "../time.ts";
import type { Flaw } from "./file_flaw.ts";
import type { Totals } from "./statement_file.ts";

/** Of one day and merchant number, in a kilobyte or two; more is no summary. */
export const SUMMARY_BYTES_MAX = 65_536;

interface Given {
  readonly merchantNo: string | undefined;
  readonly clearingDay: BusinessDay;
}

const AMOUNT = String.raw`\s+(-?\d+\.\d\d)`;
// What it counts, how many, and the debit and the credit of the amounts, the fees and the net amounts.
const ROW = new RegExp(String.raw`^(\S+)\s+(\d+)${AMOUNT.repeat(6)}\s*$`);
const TOTAL = "总计";

/** A summary (汇总表) with its totals, once its tables agree with themselves and with its name. */
export function readSummary(
  bytes: Uint8Array,
  { merchantNo, clearingDay }: Given,
): Result<Totals, Flaw> {
  const lines = decode(bytes)?.split(/\r?\n/);
  if (!lines) return rejected({ code: "wrong_encoding", line: 1, detail: "the file is not GBK" });
  const day = field(lines, /清算日期:(\d{8})/);
  const dated = parseBusinessDay(day.text.replace(/(....)(..)(..)/, "$1-$2-$3"));
  if (dated !== clearingDay) return wrong("wrong_day", day, clearingDay);
  const merchant = field(lines, /商户代码:([0-9A-Za-z]*)/);
  if (merchant.text !== merchantNo) return wrong("wrong_merchant", merchant, String(merchantNo));
  return readTables(lines);
}

function readTables(lines: readonly string[]): Result<Totals, Flaw> {
  let sums = nothing;
  let total: Totals | undefined;
  for (const [i, text] of lines.entries()) {
    const [, name, count, ...amounts] = ROW.exec(text) ?? [];
    if (name === undefined) continue;
    const row = totalsOf(Number(count), amounts.map(fenOf));
    if (name !== TOTAL) {
      sums = plus(sums, row);
      continue;
    }
    if (!sameTotals(sums, row) || (total && !sameTotals(total, row))) {
      const detail = `the total is not that of its table or of the table before`;
      return rejected({ code: "sums_disagree", line: i + 1, column: 1, detail });
    }
    [total, sums] = [row, nothing];
  }
  if (total && sums === nothing) return ok(total);
  return rejected({
    code: "file_truncated",
    line: lines.length,
    detail: "a table is without its total",
  });
}

const nothing: Totals = totalsOf(0, []);

function totalsOf(lines: number, amounts: readonly number[]): Totals {
  const [debit = 0, credit = 0, feeDebit = 0, feeCredit = 0, netDebit = 0, netCredit = 0] = amounts;
  return {
    lines,
    paid: cny(credit),
    paidBack: cny(debit),
    fee: cny(feeDebit - feeCredit),
    net: cny(netCredit - netDebit),
  };
}

/** The sums of both. */
export function plus(a: Totals, b: Totals): Totals {
  const sum = (of: (each: Totals) => Money) => cny(of(a).fen + of(b).fen);
  return {
    lines: a.lines + b.lines,
    paid: sum(({ paid }) => paid),
    paidBack: sum(({ paidBack }) => paidBack),
    fee: sum(({ fee }) => fee),
    net: sum(({ net }) => net),
  };
}

/** Whether a file's records come to what its summary says. */
export function sameTotals(a: Totals, b: Totals): boolean {
  return a.lines === b.lines && sameMoney(a.paid, b.paid) && sameMoney(a.paidBack, b.paidBack) &&
    sameMoney(a.fee, b.fee) && sameMoney(a.net, b.net);
}

function fenOf(yuan: string): number {
  return Number(yuan.replace(".", ""));
}

function decode(bytes: Uint8Array): string | undefined {
  try {
    return new TextDecoder("gb18030", { fatal: true }).decode(bytes);
  } catch {
    return undefined;
  }
}

interface Field {
  readonly text: string;
  readonly line: number;
}

function field(lines: readonly string[], pattern: RegExp): Field {
  const at = lines.findIndex((line) => pattern.test(line));
  return { text: pattern.exec(lines[at] ?? "")?.[1] ?? "", line: Math.max(at, 0) + 1 };
}

function wrong(
  code: "wrong_day" | "wrong_merchant",
  { text, line }: Field,
  expected: string,
): Result<never, Flaw> {
  return rejected({
    code,
    line,
    column: 1,
    detail: `expected ${expected}, found ${text || "none"}`,
  });
}
