import type { Figure } from "../desk/merchant_today.ts";
import type { Deps } from "../deps.ts";
import { type Merchant, merchantNow } from "../merchant/merchant.ts";
import { cny, noMoney } from "../money.ts";
import type { Query } from "../query.ts";
import {
  after,
  type BusinessDay,
  businessDay,
  days,
  hourOf,
  type Instant,
  milliseconds,
  startOfBusinessDay,
} from "../time.ts";
import { type Need, needsOf } from "./needs.ts";
import type { DayOutcomes, DayTotal, EndpointHour, HourTotal } from "./overview_store.ts";
import {
  deliveryLines,
  type EndpointLine,
  HOURS_A_DAY,
  OUTCOME_DAYS,
  outcomesByDay,
  paidByHour,
  type PaidHour,
} from "./plots.ts";

/** Of one day in Asia/Shanghai, on the merchant's clock. */
export interface Today {
  readonly day: BusinessDay;
  readonly paid: Figure;
  readonly deducted: Figure;
  readonly refunded: Figure;
}

export interface Overview {
  readonly today: Today;
  readonly needs: readonly Need[];
  readonly paid: readonly PaidHour[];
  readonly outcomes: readonly DayOutcomes[];
  readonly deliveries: readonly EndpointLine[];
  /** Nothing was ever paid, refused or refunded in what the plots show. */
  readonly isEmpty: boolean;
}

const UNCLEAR_MAX = 99;
const LISTED_MAX = 10;
/** What was rejected longer ago, people know. */
const REJECTED_FOR = milliseconds(-days(14));

/** Everything on the home of a merchant's console, in one round trip. */
export async function viewOverview(deps: Deps, merchant: Merchant): Promise<Overview> {
  const { merchantNo } = merchant;
  const now = merchantNow(merchant, deps.now());
  const range = rangeOf(now);
  const caller = { type: "portal", merchantNo } as const;
  const { overview } = deps;
  const [
    dayTotals,
    hours,
    outcomes,
    deliveries,
    endpoints,
    keys,
    unclear,
    rejected,
    polled,
  ] = await deps.load(
    overview.day(merchantNo, range.day),
    hoursOf(deps, merchant, range),
    outcomesOf(deps, merchant, range),
    deliveriesOf(deps, merchant, range),
    deps.endpoints.list(caller),
    deps.merchants.keysOf(caller),
    overview.unclear(merchantNo, UNCLEAR_MAX + 1),
    overview.rejected(merchantNo, after(now, REJECTED_FOR), LISTED_MAX),
    overview.polledTooOften(merchantNo, now, LISTED_MAX),
  );
  const lines = linesOf(deliveries, endpoints, range);
  return {
    today: {
      day: range.day,
      paid: figureOf(dayTotals, "paid"),
      deducted: figureOf(dayTotals, "deducted"),
      refunded: figureOf(dayTotals, "refunded"),
    },
    needs: needsOf({ merchant, endpoints, keys, unclear, rejected, polled }, now),
    paid: paidByHour(hours, range),
    outcomes: outcomesByDay(outcomes, range.days),
    deliveries: lines,
    isEmpty: dayTotals.length + hours.length + outcomes.length === 0,
  };
}

/** What one plot is drawn from, for its file. */
export async function viewPaid(deps: Deps, merchant: Merchant): Promise<readonly PaidHour[]> {
  const range = rangeOf(merchantNow(merchant, deps.now()));
  const [hours] = await deps.load(hoursOf(deps, merchant, range));
  return paidByHour(hours, range);
}

export async function viewOutcomes(
  deps: Deps,
  merchant: Merchant,
): Promise<readonly DayOutcomes[]> {
  const range = rangeOf(merchantNow(merchant, deps.now()));
  const [outcomes] = await deps.load(outcomesOf(deps, merchant, range));
  return outcomesByDay(outcomes, range.days);
}

export async function viewDeliveries(
  deps: Deps,
  merchant: Merchant,
): Promise<readonly EndpointLine[]> {
  const range = rangeOf(merchantNow(merchant, deps.now()));
  const [deliveries, endpoints] = await deps.load(
    deliveriesOf(deps, merchant, range),
    deps.endpoints.list({ type: "portal", merchantNo: merchant.merchantNo }),
  );
  return linesOf(deliveries, endpoints, range);
}

/** Which day, days and hours are shown at `now`. */
interface Range {
  readonly day: BusinessDay;
  readonly days: readonly BusinessDay[];
  /** When the day began, and the hour it is, counted since 1970. */
  readonly first: number;
  readonly now: number;
}

function rangeOf(now: Instant): Range {
  const day = businessDay(now);
  const start = startOfBusinessDay(day);
  const before = (n: number) => businessDay(after(start, milliseconds(-days(n))));
  return {
    day,
    days: Array.from({ length: OUTCOME_DAYS }, (_, n) => before(OUTCOME_DAYS - 1 - n)),
    first: hourOf(start),
    now: hourOf(now),
  };
}

function hoursOf(
  { overview }: Deps,
  { merchantNo }: Merchant,
  { first }: Range,
): Query<readonly HourTotal[]> {
  return overview.hours(merchantNo, first, first + HOURS_A_DAY - 1);
}

function outcomesOf(
  { overview }: Deps,
  { merchantNo }: Merchant,
  { days: [from], day }: Range,
): Query<readonly DayOutcomes[]> {
  return overview.outcomes(merchantNo, from ?? day, OUTCOME_DAYS);
}

function deliveriesOf(
  { overview }: Deps,
  { merchantNo }: Merchant,
  { now }: Range,
): Query<readonly EndpointHour[]> {
  return overview.deliveries(merchantNo, now - HOURS_A_DAY + 1, now);
}

function linesOf(
  counts: readonly EndpointHour[],
  endpoints: Parameters<typeof deliveryLines>[1],
  { now }: Range,
): readonly EndpointLine[] {
  return deliveryLines(counts, endpoints, { first: now - HOURS_A_DAY + 1, hours: HOURS_A_DAY });
}

function figureOf(totals: readonly DayTotal[], kind: DayTotal["kind"]): Figure {
  const found = totals.find((each) => each.kind === kind);
  return { count: found?.count ?? 0, sum: found?.sum ?? noMoney };
}

/** What is left of what came in today. */
export function netOf({ paid, deducted, refunded }: Today) {
  return cny(paid.sum.fen + deducted.sum.fen - refunded.sum.fen);
}
