import type { Deps } from "../deps.ts";
import { type Fee, noFee } from "../fee/fee_of.ts";
import { feeParts } from "../fee/tariff.ts";
import type { MerchantNo } from "../id.ts";
import { cny, subtract } from "../money.ts";
import { instant } from "../time.ts";
import type { BookedEntry } from "./booked_entry.ts";
import { type Cut, type StatementAccount, statementAccounts } from "./statement.ts";
import type { BookedLine } from "./statement_line.ts";

const CHUNK_ENTRIES = 500;

interface Range {
  readonly merchantNo: MerchantNo;
  readonly cutFrom: Cut;
  readonly cutUntil: Cut;
}

/** What was booked to the accounts of a number between two cuts, a line per fact, in the order of the facts. */
export async function* readBooked(
  deps: Pick<Deps, "load" | "statements">,
  range: Range,
): AsyncGenerator<BookedLine> {
  const [one, other] = statementAccounts.map((account) => walk(deps, range, account));
  let fact: BookedEntry[] = [];
  for await (const entry of merged(one!, other!)) {
    if (fact.length > 0 && fact[0]!.seq !== entry.seq) {
      yield lineOf(fact, range.merchantNo);
      fact = [];
    }
    fact.push(entry);
  }
  if (fact.length > 0) yield lineOf(fact, range.merchantNo);
}

async function* walk(
  { load, statements }: Pick<Deps, "load" | "statements">,
  { merchantNo, cutFrom, cutUntil }: Range,
  account: StatementAccount,
): AsyncGenerator<BookedEntry> {
  const until = cutUntil[account];
  if (!until) return;
  let past = cutFrom[account];
  for (;;) {
    const range = { past, until, max: CHUNK_ENTRIES };
    const [entries] = await load(statements.entries({ merchantNo, account }, range));
    yield* entries;
    past = entries.at(-1);
    if (entries.length < CHUNK_ENTRIES) return;
  }
}

/** Both in the order of the facts, so that what one fact did to either account comes together. */
async function* merged(
  one: AsyncGenerator<BookedEntry>,
  other: AsyncGenerator<BookedEntry>,
): AsyncGenerator<BookedEntry> {
  let [a, b] = [await one.next(), await other.next()];
  while (!a.done || !b.done) {
    if (b.done || (!a.done && a.value.seq <= b.value.seq)) {
      if (!a.done) yield a.value;
      a = await one.next();
    } else {
      yield b.value;
      b = await other.next();
    }
  }
}

const FEE = /^(?:returned_)?fee$/;

function lineOf(fact: readonly BookedEntry[], settleMerchantNo: MerchantNo): BookedLine {
  const [first] = fact;
  if (!first) throw new TypeError("Cannot make a line: a fact has at least one entry");
  const moved = fact.filter(({ code }) => !FEE.test(code));
  const amount = cny(moved.reduce((sum, { fen }) => sum + fen, 0));
  const fee = fact.filter(({ code }) => FEE.test(code)).reduce(plusFee, noFee);
  return {
    bookedAt: instant(Math.max(...fact.map(({ bookedAt }) => bookedAt))),
    kind: (moved[0] ?? first).code,
    settleMerchantNo,
    merchantNo: first.merchantNo,
    subjectId: first.subjectId,
    amount,
    fee,
    net: subtract(amount, fee.total),
  };
}

/** Taken from the account it is paid, and given to it given back. */
function plusFee(fee: Fee, { code, fen, parts }: BookedEntry): Fee {
  const sign = code === "fee" ? 1 : -1;
  const each = (part: keyof Fee["parts"]) =>
    [part, cny(fee.parts[part].fen + sign * (parts[part] ?? 0))] as const;
  return {
    total: cny(fee.total.fen - fen),
    parts: Object.fromEntries(feeParts.map(each)) as Fee["parts"],
  };
}
