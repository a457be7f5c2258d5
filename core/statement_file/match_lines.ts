import type { Deps } from "../deps.ts";
import type { FeeAgreement } from "../fee/fee_agreement.ts";
import { feeOf } from "../fee/fee_of.ts";
import { type Money, noMoney, subtract } from "../money.ts";
import type { BusinessDay } from "../time.ts";
import { type Match, matchLine } from "./match_line.ts";
import type { StatementLine } from "./statement_file.ts";
import type { Chunk, FoundFact } from "./statement_file_store.ts";
import { yearOf } from "./trace_time.ts";

type ComparedLine = Omit<StatementLine, "record">;

/** How these lines, which are one chunk of a file, meet what happened here: one read for all of them. */
export async function matchLines(
  { load, statementFiles }: Pick<Deps, "load" | "statementFiles">,
  lines: readonly ComparedLine[],
  { clearingDay, agreement, ...chunk }: Chunk & {
    readonly clearingDay: BusinessDay;
    /** What counts for the merchant number on that day; undefined where nothing was agreed, or for many numbers. */
    readonly agreement: FeeAgreement | undefined;
  },
): Promise<readonly Match[]> {
  const [found] = await load(statementFiles.factsFor({
    orderNos: lines.flatMap(({ orderNo }) => orderNo ?? []),
    txnNos: lines.flatMap(({ txnNo }) => txnNo ?? []),
    txnPrefixes: lines.flatMap((line) => prefixOf(line, clearingDay) ?? []),
  }, chunk));
  const facts = Map.groupBy(found, ({ key }) => key);
  const met = new Set<string>();
  return lines.map((line) => {
    const fact = factOf(line, facts, clearingDay);
    const isMet = fact !== undefined && (fact.isMet || met.has(fact.subjectId));
    const due = chunk.kind !== "zm"
      ? undefined
      : line.direction === "out"
      ? fact?.feeBack && subtract(noMoney, fact.feeBack)
      : agreement && feeDue(line, { agreement, on: clearingDay });
    const hasOtherOrderNo = line.orderNo !== undefined && fact?.key !== line.orderNo;
    const match = matchLine(line, fact && { ...fact, isMet, hasOtherOrderNo }, due);
    if (match.state === "matched") met.add(match.subjectId);
    return match;
  });
}

/** Of a payment whose card is known. What a refund gives back depends on the others of its payment, and is in the books. */
function feeDue(
  { cardType, amount }: ComparedLine,
  given: { readonly agreement: FeeAgreement; readonly on: BusinessDay },
): Money | undefined {
  if (cardType === undefined) return undefined;
  return feeOf(amount, { ...given, cardType })?.total;
}

/** Our own number says most, then the channel's, then how the channel's begins. */
function factOf(
  line: ComparedLine,
  facts: ReadonlyMap<string, readonly FoundFact[]>,
  clearingDay: BusinessDay,
): FoundFact | undefined {
  const keys = [line.orderNo, line.txnNo, prefixOf(line, clearingDay)];
  const found = keys.map((key) => key === undefined ? [] : facts.get(key) ?? [])
    .find((each) => each.length > 0) ?? [];
  // A beginning may be that of several numbers.
  return found.find(({ amount, direction }) =>
    amount.fen === line.amount.fen && direction === line.direction
  ) ?? found[0];
}

/**
 * The channel's number of a transaction (queryId) begins with its time and its trace number, which is all that an
 * institution's file says of it, and a correction of what it corrects.
 */
function prefixOf(
  { orderNo, txnNo, traceTime, traceNo, originalTrace }: ComparedLine,
  clearingDay: BusinessDay,
): string | undefined {
  if (orderNo !== undefined || txnNo !== undefined) return undefined;
  const trace = originalTrace ?? traceTime + traceNo;
  return `${yearOf(trace, clearingDay)}${trace}`;
}
