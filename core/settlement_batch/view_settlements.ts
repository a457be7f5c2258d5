import type { ClearingBalance } from "../book/clearing_balance.ts";
import type { Deps } from "../deps.ts";
import type { Hold } from "../hold/hold.ts";
import { calendarOf, dueDay, isKnownYear } from "../calendar/calendar.ts";
import type { MerchantNo, SettlementId } from "../id.ts";
import type { Money } from "../money.ts";
import { openPayoutAccount } from "../refund/payout_account.ts";
import type { Refund } from "../refund/refund.ts";
import { masked, type MaskedAccount } from "../settlement/settlement_account.ts";
import type { SettlementTerms } from "../settlement_terms/settlement_terms.ts";
import { after, type BusinessDay, businessDay, days } from "../time.ts";
import type { Payable, StateFigures, WaitingDay } from "./batch_store.ts";
import { type BatchState, RUN_MAX, type SettlementBatch } from "./settlement_batch.ts";

/** On one page; what is more is in the list of the merchant number. */
const BATCHES_SHOWN_MAX = 100;
const HOLDS_SHOWN_MAX = 50;
const PAST_ALL_IDS = "stm";
/** A year is wanted so long before it begins: what is cleared then is due in it. */
const LOOKED_AHEAD = days(30);

export interface SettlementsView {
  readonly day: BusinessDay;
  /** Only batches in this state are shown. */
  readonly state: BatchState | undefined;
  readonly figures: readonly StateFigures[];
  readonly batches: readonly SettlementBatch[];
  /** Where the next page of them starts. */
  readonly next: SettlementId | undefined;
  /** What is to be paid by today, whatever the day shown. */
  readonly due: readonly Payable[];
  /** Refunds that reached nobody, and the accounts to which two people decided to pay them. */
  readonly refunds: readonly { readonly refund: Refund; readonly masked: MaskedAccount }[];
  readonly holds: readonly Hold[];
  /** This year, or the one that begins soon, where nobody knows its holidays. */
  readonly unknownYears: readonly number[];
}

/** What is due on a day, and everything that has to be paid. */
export async function viewSettlements(
  deps: Deps,
  { day: asked, state, past = PAST_ALL_IDS }: {
    readonly day?: BusinessDay | undefined;
    readonly state?: BatchState | undefined;
    readonly past?: string | undefined;
  } = {},
): Promise<SettlementsView> {
  const { load, settlementBatches: store, holds, calendar } = deps;
  const today = businessDay(deps.now());
  const day = asked ?? today;
  const [figures, found, due, agreed, held, setDays] = await load(
    store.figuresOf(day),
    store.list({ dueOn: day, state }, past, BATCHES_SHOWN_MAX + 1),
    store.due(today, RUN_MAX),
    deps.refunds.toPayOut(RUN_MAX),
    holds.list("", HOLDS_SHOWN_MAX),
    calendar.from(today),
  );
  const batches = found.slice(0, BATCHES_SHOWN_MAX);
  const next = found.length > BATCHES_SHOWN_MAX ? batches.at(-1)?.settlementId : undefined;
  const refunds = await Promise.all(agreed.map(async (refund) => {
    const account = await openPayoutAccount(deps.vault, refund);
    return account ? [{ refund, masked: masked(account) }] : [];
  }));
  const paying = { due, refunds: refunds.flat() };
  const ahead = businessDay(after(deps.now(), LOOKED_AHEAD));
  const unknownYears = [...new Set([today, ahead].map((each) => Number(each.slice(0, 4))))]
    .filter((year) => !isKnownYear(setDays, year));
  return { day, state, figures, batches, next, ...paying, holds: held, unknownYears };
}

/** What was cleared and waits to be settled, with the day on which it is due by the terms there are. */
export interface DueDay extends WaitingDay {
  readonly dueOn: BusinessDay | undefined;
}

export interface MerchantSettlements {
  readonly terms: readonly SettlementTerms[];
  readonly holds: readonly Hold[];
  readonly waiting: readonly DueDay[];
  readonly payable: Money;
  /** Of the last clearing day that has a batch. */
  readonly owed: ClearingBalance | undefined;
  readonly batches: readonly SettlementBatch[];
}

/** All about the settlement of one number. */
export async function viewMerchantSettlements(
  deps: Deps,
  merchantNo: MerchantNo,
): Promise<MerchantSettlements> {
  const caller = { type: "portal", merchantNo } as const;
  const [terms, holds, payable, owed, batches] = await deps.load(
    deps.settlementTerms.of(merchantNo),
    deps.holds.of(merchantNo),
    deps.books.balance(caller, "payable"),
    deps.books.clearedUpTo(caller),
    deps.settlementBatches.list({ merchantNo }, PAST_ALL_IDS, BATCHES_SHOWN_MAX),
  );
  const waiting = await viewWaiting(deps, merchantNo);
  return { terms, holds, waiting, payable, owed, batches };
}

/** What a number has to come, day by day. */
export async function viewWaiting(
  { load, settlementBatches, settlementTerms, calendar }: Deps,
  merchantNo: MerchantNo,
): Promise<readonly DueDay[]> {
  const [waiting, terms] = await load(
    settlementBatches.waitingDays(merchantNo),
    settlementTerms.of(merchantNo),
  );
  const [first] = waiting;
  if (!first) return [];
  const [found] = await load(calendar.from(first.day));
  const known = calendarOf(found);
  return waiting.map((each) => {
    const agreed = terms.find(({ from }) => from <= each.day);
    const dueOn = agreed && !each.isSettled ? dueDay(known, each.day, agreed.delay) : undefined;
    return { ...each, dueOn };
  });
}
