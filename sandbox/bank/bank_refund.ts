import type { ChannelOrderNo } from "../../core/id.ts";
import type { Money } from "../../core/money.ts";
import { after, type Instant } from "../../core/time.ts";
import type { BankDeduction } from "./bank_deduction.ts";
import type { BankPayment } from "./bank_payment.ts";
import { magicRefundOf, SLOW } from "./magic.ts";
import type { RefundAnswer, RefundRequest } from "../../core/channel/sandbox/messages.ts";

export interface BankRefundFacts {
  readonly channelOrderNo: ChannelOrderNo;
  /** The payment or deduction to refund; absent when the bank knows none by that number. */
  readonly paidNo: ChannelOrderNo | undefined;
  readonly amount: Money;
  readonly noticeUrl: string;
  /** The bank says `pending` until then. */
  readonly answersAt: Instant;
}

/** Decided when it arrives and never again, so it has no lifecycle; pending is a bank that never answers. */
export type BankRefundStanding =
  | { readonly state: "pending" }
  | { readonly state: "returned"; readonly txnNo: string }
  | { readonly state: "refused"; readonly failure: BankRefundFailure };

export type BankRefundFailure =
  | "payment_not_found"
  | "payment_not_paid"
  | "more_than_paid"
  | "refused_by_bank"
  | "card_closed";

export type BankRefund = BankRefundFacts & BankRefundStanding;

export interface RefundAsked {
  readonly channelOrderNo: ChannelOrderNo;
  readonly amount: Money;
  readonly noticeUrl: string;
}

export interface RefundDecided {
  readonly refund: BankRefund;
  readonly noticesAt: readonly Instant[];
  /** The gateway's answer is lost on the way. */
  readonly answerLost: boolean;
}

/** What the bank does with a refund of a payment or deduction it may or may not know. The write decides `more_than_paid`. */
export function decideRefund(
  asked: RefundAsked,
  paid: BankPayment | BankDeduction | undefined,
  given: { readonly now: Instant; readonly txnNo: string },
): RefundDecided {
  const facts = { ...asked, paidNo: paid?.channelOrderNo, answersAt: given.now };
  const refused = (failure: BankRefundFailure): RefundDecided => ({
    refund: { ...facts, state: "refused", failure },
    noticesAt: [],
    answerLost: false,
  });
  if (paid === undefined) return refused("payment_not_found");
  if (paid.state !== "paid") return refused("payment_not_paid");

  const returned = { ...facts, state: "returned", txnNo: given.txnNo } as const;
  switch (magicRefundOf(asked.amount)) {
    case "refused":
      return refused("refused_by_bank");
    case "card_closed":
      return refused("card_closed");
    case "came_back":
      return { refund: returned, noticesAt: [after(given.now, SLOW)], answerLost: false };
    case "never_answers":
      return { refund: { ...facts, state: "pending" }, noticesAt: [], answerLost: false };
    case "slow": {
      const answersAt = after(given.now, SLOW);
      return { refund: { ...returned, answersAt }, noticesAt: [answersAt], answerLost: false };
    }
    case "returned_but_answer_lost":
      return { refund: returned, noticesAt: [], answerLost: true };
    case "returned":
      return { refund: returned, noticesAt: [], answerLost: false };
  }
}

/** The refund after the write found that it cannot be. */
export function refuse(refund: BankRefund, failure: BankRefundFailure): BankRefund {
  const { channelOrderNo, paidNo, amount, noticeUrl, answersAt } = refund;
  return { channelOrderNo, paidNo, amount, noticeUrl, answersAt, state: "refused", failure };
}

export function refundAnswerOf(refund: BankRefund, now: Instant): RefundAnswer {
  if (now < refund.answersAt) return { state: "pending" };
  switch (refund.state) {
    case "pending":
      return { state: "pending" };
    case "returned":
      return cameBack(refund, now)
        ? { state: "came_back", because: "card_closed" }
        : { state: "returned", txn_no: refund.txnNo };
    case "refused":
      return { state: "refused", failure: refund.failure };
  }
}

/** Whether the card's bank has given it back by then. */
function cameBack({ amount, answersAt }: BankRefund, now: Instant): boolean {
  return magicRefundOf(amount) === "came_back" && now >= after(answersAt, SLOW);
}

/** A refund as requested over the wire. */
export function refundAsked(request: RefundRequest, amount: Money): RefundAsked {
  return {
    channelOrderNo: request.channel_order_no as ChannelOrderNo,
    amount,
    noticeUrl: request.notice_url,
  };
}
