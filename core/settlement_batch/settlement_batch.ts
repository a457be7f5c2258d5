import type {
  HoldId,
  MerchantNo,
  PayoutId,
  ProposalId,
  RefundId,
  SettlementAccountId,
  SettlementId,
} from "../id.ts";
import type { Machine } from "../machine.ts";
import { add, cny, type Money, noMoney, subtract } from "../money.ts";
import type { MaskedAccount } from "../settlement/settlement_account.ts";
import type { BusinessDay, Instant } from "../time.ts";

export const batchStates = ["due", "sent", "paid", "nothing_due"] as const;
export type BatchState = (typeof batchStates)[number];
type BatchSignal = "sent" | "paid" | "returned";

/** A batch is given to the bank, which pays it or gives it back; then it is due again. */
export const batchMachine = {
  due: { sent: "sent" },
  sent: { paid: "paid", returned: "due" },
  paid: { returned: "due" },
  nothing_due: {},
} as const satisfies Machine<BatchState, BatchSignal>;

export interface Counted {
  readonly count: number;
  readonly amount: Money;
  readonly fee: Money;
}

/** What waits to be settled, by what it is. */
export interface Waiting {
  /** How many there are of all kinds. */
  readonly items: number;
  /** Cleared on the day. */
  readonly normal: Counted;
  /** Cleared on an earlier day that is settled already, and what was corrected. */
  readonly error: Counted;
  readonly madeUp: Money;
  readonly released: Money;
}

/** The figures of a batch: what it clears, with what was left from before, comes to what is paid and what is left. */
export interface Figures extends Waiting {
  /** Of the batch before, where that came to less than nothing. */
  readonly carriedIn: Money;
  readonly held: Money;
  readonly paid: Money;
  readonly carriedOut: Money;
}

export interface SettlementBatch extends Figures {
  readonly settlementId: SettlementId;
  readonly merchantNo: MerchantNo;
  /** Whose bank account it is paid to. */
  readonly accountOf: MerchantNo;
  readonly no: number;
  readonly clearingDay: BusinessDay;
  readonly dueOn: BusinessDay;
  /** What has held some of it. */
  readonly holdId: HoldId | undefined;
  readonly state: BatchState;
  /** Of the transfer that waits for the bank. */
  readonly pendingLine: number;
  readonly builtAt: Instant;
  readonly version: number;
}

export type PayoutState = "sent" | "paid" | "returned";

/** One attempt to pay a batch, or a refund that reached nobody, to a bank account. */
export interface Payout {
  readonly payoutId: PayoutId;
  readonly settlementId: SettlementId | undefined;
  readonly refundId: RefundId | undefined;
  /** The proposal by which two people gave it to the bank, with others. */
  readonly run: ProposalId;
  /** A batch's is a settlement account; of a refund's, which is its payer's, only this is kept. */
  readonly accountId: SettlementAccountId | undefined;
  readonly masked: MaskedAccount | undefined;
  readonly amount: Money;
  readonly state: PayoutState;
  readonly sentAt: Instant;
  readonly paidOn: BusinessDay | undefined;
  readonly reference: string | undefined;
  readonly returnedBecause: string | undefined;
  /** The bank's number of what came back, where it has one: its line is joined by it. */
  readonly returnedAs: string | undefined;
}

/** In one run. */
export const RUN_MAX = 100;

export function clearingTotal({ normal, error }: Pick<Figures, "normal" | "error">): Money {
  return add(subtract(normal.amount, normal.fee), subtract(error.amount, error.fee));
}

/** What is paid, held and left; `holdable` is how much may be held of it. */
export function figuresOf(
  waiting: Waiting,
  { carriedIn, holdable }: { readonly carriedIn: Money; readonly holdable: Money },
): Figures {
  const { madeUp, released } = waiting;
  const there = [carriedIn, released, madeUp].reduce(add, clearingTotal(waiting));
  if (there.fen < 0) {
    return { ...waiting, carriedIn, held: noMoney, paid: noMoney, carriedOut: there };
  }
  const held = cny(Math.min(there.fen, holdable.fen));
  return { ...waiting, carriedIn, held, paid: subtract(there, held), carriedOut: noMoney };
}
