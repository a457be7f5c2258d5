import type { BoundCard } from "../../core/channel/card.ts";
import type { CommonReason } from "../../core/channel/failure_reason.ts";
import type { ChannelOrderNo, ContractId, MerchantNo } from "../../core/id.ts";
import { cny, type Money } from "../../core/money.ts";
import { after, type Duration, type Instant } from "../../core/time.ts";
import type { BankContract } from "./bank_contract.ts";
import type { DeductRequest } from "../../core/channel/sandbox/contract_messages.ts";
import { SLOW } from "./magic.ts";
import { type DeductionBehaviour, deductionBehaviour, LATER } from "./magic_contracts.ts";
import type { Notice, PaymentAnswer } from "../../core/channel/sandbox/messages.ts";

/** Decided when it arrives and never again, so it has no lifecycle; `undecided` is a bank that never answers. */
export type BankDeductionStanding =
  | { readonly state: "undecided" }
  | {
    readonly state: "paid";
    readonly txnNo: string;
    readonly card: Pick<BoundCard, "type" | "lastFour">;
  }
  | { readonly state: "declined"; readonly reason: CommonReason };

export interface BankDeductionFacts {
  readonly channelOrderNo: ChannelOrderNo;
  /** Absent when the bank knows no such contract. */
  readonly contractId: ContractId | undefined;
  readonly contractNo: string;
  readonly merchantNo: MerchantNo;
  readonly payee: string;
  readonly amount: Money;
  readonly subject: string;
  readonly noticeUrl: string;
  /** The bank says `waiting` until then. */
  readonly answersAt: Instant;
  /** Whether `answersAt` is on the charger's test clock; else it is on the bank's. */
  readonly onOwnClock: boolean;
  /** How far the charger's test clock is ahead of the bank's; read with the deduction, never stored. */
  readonly clockOffset: Duration;
}

export type BankDeduction = BankDeductionFacts & BankDeductionStanding;

export interface DeductionDecided {
  readonly deduction: BankDeduction;
  readonly noticesAt: readonly Instant[];
  /** The gateway's answer is lost on the way. */
  readonly answerLost: boolean;
  /** The answer itself says only that the charge has arrived. */
  readonly waits: boolean;
}

export interface Deciding {
  readonly now: Instant;
  readonly txnNo: string;
  readonly clockOffset: Duration;
  /** That the contract charges. */
  readonly card: BoundCard | undefined;
  readonly isRestricted: boolean;
  /** How often this amount was charged on this contract before, where that matters. */
  readonly charged?: number | undefined;
}

/**
 * What the bank does with a charge on a contract it may or may not know. The write checks that the contract is in
 * force.
 */
export function decideDeduction(
  request: DeductRequest,
  contract: BankContract | undefined,
  { now, txnNo, clockOffset, charged, card, isRestricted }: Deciding,
): DeductionDecided {
  const behaviour = deductionBehaviour(cny(request.amount), charged);
  const facts: BankDeductionFacts = {
    channelOrderNo: request.channel_order_no as ChannelOrderNo,
    contractId: contract?.contractId,
    contractNo: request.contract_no,
    merchantNo: request.merchant_no as MerchantNo,
    payee: request.payee,
    amount: cny(request.amount),
    subject: request.subject,
    noticeUrl: request.notice_url,
    answersAt: now,
    onOwnClock: false,
    clockOffset,
  };
  if (contract?.state !== "signed" || !card) return refusal(facts, "refused_by_channel");
  if (isRestricted) return refusal(facts, "card_restricted");
  if (facts.amount.fen > contract.perTransactionLimit.fen) {
    return refusal(facts, "limit_exceeded_at_bank");
  }
  const { type, lastFour } = card;
  const spoken = { ...facts, ...voiceOf(behaviour, now, clockOffset) };
  return {
    deduction: { ...spoken, ...standing(behaviour, { txnNo, card: { type, lastFour } }) },
    noticesAt: Array.from({ length: behaviour.notices }, () => spoken.answersAt),
    answerLost: behaviour.start === "breaks",
    waits: behaviour.start === "waits",
  };
}

/** What the bank says when queried. */
export function deductionAnswerOf(deduction: BankDeduction, now: Instant): PaymentAnswer {
  const at = deduction.onOwnClock ? after(now, deduction.clockOffset) : now;
  if (at < deduction.answersAt) return { state: "waiting" };
  switch (deduction.state) {
    case "undecided":
      return { state: "waiting" };
    case "declined":
      return { state: "declined", reason: deduction.reason };
    case "paid":
      return {
        state: "paid",
        txn_no: deduction.txnNo,
        card_type: deduction.card.type,
        card_last_four: deduction.card.lastFour,
        ...(advanceOf(deduction) ? { advanced: true as const } : {}),
      };
  }
}

/** The text of a notice that is due at `at`. */
export function deductionNotice(deduction: BankDeduction, at: Instant): string {
  const told: Notice = {
    about: "deduction",
    channel_order_no: deduction.channelOrderNo,
    amount: deduction.amount.fen,
    currency: deduction.amount.currency,
    answer: deductionAnswerOf(deduction, at),
  };
  return JSON.stringify(told);
}

/** What became of what the network advanced, some seconds later; undefined where the bank says nothing of it. */
export function advanceNotice(
  deduction: BankDeduction,
): { readonly at: Instant; readonly body: string } | undefined {
  const end = deduction.state === "paid" ? advanceOf(deduction)?.end : undefined;
  if (!end) return undefined;
  const told: Notice = {
    about: "advance",
    channel_order_no: deduction.channelOrderNo,
    amount: deduction.amount.fen,
    currency: deduction.amount.currency,
    outcome: end,
  };
  return { at: after(deduction.answersAt, SLOW), body: JSON.stringify(told) };
}

/** Follows from the amount, as all that the bank does with it. */
function advanceOf({ amount }: BankDeduction) {
  const { answer } = deductionBehaviour(amount);
  return answer.type === "paid" ? answer.advanced : undefined;
}

export function sameDeduction(deduction: BankDeduction, request: DeductRequest): boolean {
  return deduction.contractNo === request.contract_no &&
    deduction.merchantNo === request.merchant_no &&
    deduction.amount.fen === request.amount;
}

function refusal(facts: BankDeductionFacts, reason: CommonReason): DeductionDecided {
  const deduction = { ...facts, state: "declined", reason } as const;
  return { deduction, noticesAt: [], answerLost: false, waits: false };
}

function standing(
  { answer }: DeductionBehaviour,
  paid: Omit<Extract<BankDeductionStanding, { state: "paid" }>, "state">,
): BankDeductionStanding {
  switch (answer.type) {
    case "none":
      return { state: "undecided" };
    case "declined":
      return { state: "declined", reason: answer.reason };
    case "paid":
      return { state: "paid", ...paid };
  }
}

function voiceOf(
  { voice }: DeductionBehaviour,
  now: Instant,
  clockOffset: Duration,
): Pick<BankDeductionFacts, "answersAt" | "onOwnClock"> {
  switch (voice) {
    case "open":
    case "silent":
      return { answersAt: now, onOwnClock: false };
    case "slow":
      return { answersAt: after(now, SLOW), onOwnClock: false };
    case "later":
      return { answersAt: after(after(now, clockOffset), LATER), onOwnClock: true };
  }
}
