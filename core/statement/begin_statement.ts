import { assertCommitted } from "../conflict.ts";
import type { Deps } from "../deps.ts";
import { merchantNow } from "../merchant/merchant.ts";
import { noMoney } from "../money.ts";
import {
  after,
  type BusinessDay,
  businessDay,
  days,
  endOfBusinessDay,
  type Instant,
  startOfBusinessDay,
} from "../time.ts";
import type { IssuingStatement, Statement, Turn } from "./statement.ts";

type Ports = Pick<Deps, "load" | "write" | "statements" | "merchants" | "newId" | "now">;

/** Writes down where the day is cut, unless it is written already. */
export async function beginStatement(deps: Ports, turn: Turn): Promise<Statement> {
  const { load, statements } = deps;
  const [known, cut] = await load(statements.ofDay(turn), statements.before(turn));
  if (known) return known;
  const [options] = await load(statements.options(turn.merchantNo));
  const common = {
    ...turn,
    statementId: deps.newId("stm"),
    state: "issuing" as const,
    metadataKeys: options?.metadataKeys ?? [],
    begunAt: deps.now(),
  };
  const begun: IssuingStatement = turn.scope === "own"
    ? { ...common, ...await ownCut(deps, turn, cut) }
    : { ...common, cutFrom: {}, cutUntil: {}, ...await rolledUp(deps, turn) };
  const verdict = await deps.write(statements.begin(begun));
  // Somebody else was first: what they wrote down counts.
  if (verdict.type !== "refused") assertCommitted(verdict);
  const [kept] = await load(statements.ofDay(turn));
  if (!kept) throw new TypeError(`Cannot issue ${turn.merchantNo} ${turn.day}: it did not begin`);
  return kept;
}

async function ownCut({ load, statements }: Ports, turn: Turn, before: Statement | undefined) {
  const [{ until, closing }] = await load(statements.dayEnd(turn.merchantNo, midnightAfter(turn)));
  return {
    cutFrom: before?.cutUntil ?? {},
    cutUntil: until,
    opening: before?.closing ?? noMoney,
    closing,
  };
}

async function rolledUp({ load, statements }: Ports, turn: Turn) {
  const [{ opening, closing }] = await load(statements.members(turn));
  return { opening, closing };
}

/** So far back a number has a statement of every day, also of one on which nothing was booked. */
const QUIET_DAYS_MAX = 31;

/** Of which day the next statement is: the next, unless that is long ago and nothing was booked since. */
export async function nextDayAfter(deps: Ports, turn: Turn): Promise<BusinessDay> {
  const { load, statements, merchants } = deps;
  const [merchant, end, members] = await load(
    merchants.byNo(turn.merchantNo),
    statements.dayEnd(turn.merchantNo, midnightAfter(turn)),
    statements.members(turn),
  );
  const now = merchant ? merchantNow(merchant, deps.now()) : deps.now();
  const booked = turn.scope === "own"
    ? end.nextAt === undefined ? undefined : businessDay(end.nextAt)
    : members.nextDay;
  const next = businessDay(midnightAfter(turn));
  const lately = businessDay(after(now, days(-QUIET_DAYS_MAX)));
  const due = booked !== undefined && booked < lately ? booked : lately;
  return next > due ? next : due;
}

function midnightAfter({ day }: Turn): Instant {
  return endOfBusinessDay(startOfBusinessDay(day));
}
