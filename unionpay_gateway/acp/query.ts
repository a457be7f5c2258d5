import type { Context } from "../context.ts";
import { findByNumber, type Transaction } from "../world.ts";
import { coded, echoOf, factsOf } from "./answer.ts";
import type { Message } from "./message.ts";
import { respMsg } from "./resp_code.ts";
import { isPayable } from "./settle.ts";

const MINUTE_MS = 60_000;
const SECOND_MS = 1_000;
/** Times are whole seconds, so that a query may seem to come up to one early; and clocks differ. */
const EARLY_MS_MAX = 5 * SECOND_MS;

/** Of what a payer confirms: not before so long after its time. */
const afterPage = [5, 10, 30, 60, 120].map((minutes) => minutes * MINUTE_MS);
const PAGE_SPACING_MS = 60 * MINUTE_MS;
/** Of what the merchant sent: so long after the query before. */
const betweenBack = [1, 2, 4, 8, 16, 32].map((seconds) => seconds * SECOND_MS);
const BACK_SPACING_MS = 10 * MINUTE_MS;

/** What became of a transaction, by its own number and its own time; 37 for who asks too early or too often. */
export function query(context: Context, asked: Message): Message {
  const found = findByNumber(context.world, asked);
  if (!found || !isVisible(found)) return coded("34");
  const now = context.now();
  if (isTooOften(found, now)) {
    found.hurried += 1;
    return coded("37");
  }
  found.queries.push(now);
  const code = codeOf(context, found);
  const moved = found.code === "00" && found.stage !== "waiting";
  return {
    ...echoOf(found.asked),
    ...coded("00", "0000000"),
    origRespCode: code,
    origRespMsg: respMsg(code),
    ...moved ? factsOf(context, found) : {},
  };
}

/** A page that nobody has seen is not known yet. */
function isVisible({ kind, opened }: Transaction): boolean {
  return kind !== "page" || opened;
}

function codeOf(context: Context, transaction: Transaction): string {
  const isOver = transaction.stage === "waiting" && !isPayable(context, transaction);
  return isOver && transaction.code === "05" ? "69" : transaction.code;
}

/** The genuine gateway does not publish where it draws the line: here it is the schedule that it advises. */
function isTooOften({ kind, at, queries }: Transaction, now: number): boolean {
  const last = queries.at(-1);
  const count = queries.length;
  if (kind === "page" || kind === "app" || kind === "code") {
    const earliest = afterPage[count];
    return now + EARLY_MS_MAX <
      (earliest === undefined ? (last ?? at) + PAGE_SPACING_MS : at + earliest);
  }
  const wait = betweenBack[count] ?? BACK_SPACING_MS;
  return now + SECOND_MS < (last ?? at) + wait;
}
