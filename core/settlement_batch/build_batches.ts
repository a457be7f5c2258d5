import { byClock } from "../actor.ts";
import { calendarOf, dueDay } from "../calendar/calendar.ts";
import { conflictOf } from "../conflict.ts";
import type { Deps } from "../deps.ts";
import type { Hold } from "../hold/hold.ts";
import type { MerchantNo } from "../id.ts";
import { merchantNow } from "../merchant/merchant.ts";
import { cny, type Money, noMoney, subtract } from "../money.ts";
import type { SettlementTerms } from "../settlement_terms/settlement_terms.ts";
import { after, type BusinessDay, businessDay, days, startOfBusinessDay } from "../time.ts";
import { SETTLEMENT_LINE } from "./batch_transfers.ts";
import { figuresOf, type SettlementBatch } from "./settlement_batch.ts";

const PAYEES_AT_ONCE = 100;
/** Errors alone are settled with one of the last so many days. */
const ERROR_DAYS = 40;

/** Builds a batch for each clearing day that is due, of each number whose terms say so. */
export async function buildBatches(deps: Deps): Promise<void> {
  let past = "";
  for (;;) {
    const [payees] = await deps.load(deps.settlementBatches.waitingPayees(past, PAYEES_AT_ONCE));
    for (const merchantNo of payees) {
      try {
        await buildOf(deps, merchantNo);
      } catch (error) {
        deps.log.error("Cannot settle", { merchantNo, error });
      }
    }
    const last = payees.at(-1);
    if (payees.length < PAYEES_AT_ONCE || last === undefined) return;
    past = last;
  }
}

/** One batch per day that is due, the earliest first. */
async function buildOf(deps: Deps, merchantNo: MerchantNo): Promise<void> {
  const [merchant, waiting, hasOthers] = await deps.load(
    deps.merchants.byNo(merchantNo),
    deps.settlementBatches.waitingDays(merchantNo),
    deps.settlementBatches.hasOthers(merchantNo),
  );
  if (!merchant) return;
  const at = merchantNow(merchant, deps.now());
  const today = businessDay(at);
  const fresh = waiting.flatMap(({ day, isSettled }) => isSettled ? [] : [day]).toSorted();
  let built = false;
  for (const day of fresh) {
    const due = await dueBy(deps, { merchantNo, day, today });
    if (due && await buildDay(deps, { merchantNo, day, ...due, at })) built = true;
  }
  if (built || !(hasOthers || waiting.some(({ isSettled }) => isSettled))) return;
  await buildErrors(deps, { merchantNo, today, at });
}

/** What came late, or was corrected, when the number has nothing else: with the latest day that it has no batch of. */
async function buildErrors(
  deps: Deps,
  { merchantNo, today, at }: Pick<DueDay, "merchantNo" | "at"> & { readonly today: BusinessDay },
): Promise<void> {
  const from = businessDay(after(startOfBusinessDay(today), days(-ERROR_DAYS)));
  const [free] = await deps.load(deps.settlementBatches.daysWithout(merchantNo, from, today));
  for (const day of free) {
    const due = await dueBy(deps, { merchantNo, day, today });
    if (due && await buildDay(deps, { merchantNo, day, ...due, at })) return;
  }
}

interface DueDay {
  readonly merchantNo: MerchantNo;
  readonly day: BusinessDay;
  readonly terms: SettlementTerms;
  readonly dueOn: BusinessDay;
  readonly at: SettlementBatch["builtAt"];
}

/** When the day is to be paid, if that is today or before. */
async function dueBy(
  deps: Deps,
  { merchantNo, day, today }: {
    readonly merchantNo: MerchantNo;
    readonly day: BusinessDay;
    readonly today: BusinessDay;
  },
): Promise<Pick<DueDay, "terms" | "dueOn"> | undefined> {
  const [terms, found] = await deps.load(
    deps.settlementTerms.inForce(merchantNo, day),
    deps.calendar.from(day),
  );
  if (!terms) return undefined;
  const dueOn = dueDay(calendarOf(found), day, terms.delay);
  return dueOn <= today ? { terms, dueOn } : undefined;
}

/** Whether a batch was built; not, where somebody else was first, or something came in meanwhile: then the next look does. */
async function buildDay(
  deps: Deps,
  { merchantNo, day, terms, dueOn, at }: DueDay,
): Promise<boolean> {
  const store = deps.settlementBatches;
  const [waiting, cleared, last, hold] = await deps.load(
    store.waiting(merchantNo, day),
    store.cleared(merchantNo, day),
    store.last(merchantNo),
    deps.holds.inForce(merchantNo),
  );
  const carriedIn = last?.carriedOut ?? noMoney;
  const figures = figuresOf(waiting, { carriedIn, holdable: holdableBy(hold) });
  const batch: SettlementBatch = {
    ...figures,
    settlementId: deps.newId("stl"),
    merchantNo,
    accountOf: terms.accountOf,
    no: (last?.no ?? 0) + 1,
    clearingDay: day,
    dueOn,
    holdId: figures.held.fen > 0 ? hold?.holdId : undefined,
    state: figures.paid.fen > 0 ? "due" : "nothing_due",
    pendingLine: SETTLEMENT_LINE,
    builtAt: at,
    version: 1,
  };
  const conflict = await conflictOf(deps.commit([{
    type: "settlement.built",
    batch,
    cleared,
    hold: { holdId: hold?.holdId, taken: hold?.taken ?? noMoney },
    eventId: deps.newId("evt"),
    at,
    by: byClock,
  }]));
  return conflict === undefined;
}

function holdableBy(hold: Hold | undefined): Money {
  if (!hold) return noMoney;
  return hold.amount ? subtract(hold.amount, hold.taken) : cny(Number.MAX_SAFE_INTEGER);
}
