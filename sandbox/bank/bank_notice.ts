import type { ChannelOrderNo } from "../../core/id.ts";
import type { Machine } from "../../core/machine.ts";
import { after, type Duration, type Instant, minutes, seconds } from "../../core/time.ts";
import { answerOf, type BankPayment } from "./bank_payment.ts";
import { type BankRefund, refundAnswerOf } from "./bank_refund.ts";
import type { Notice } from "../../core/channel/sandbox/messages.ts";

export type BankNoticeState = "due" | "delivered" | "given_up";
export type BankNoticeSignal = "answered" | "failed" | "exhausted";

export const bankNoticeMachine: Machine<BankNoticeState, BankNoticeSignal> = {
  due: { answered: "delivered", failed: "due", exhausted: "given_up" },
  delivered: {},
  given_up: {},
};

/** One message to the portal; signed when it is sent. */
export interface BankNotice {
  readonly noticeId: string;
  /** The payment or refund it is about. */
  readonly channelOrderNo: ChannelOrderNo;
  readonly url: string;
  readonly body: string;
  readonly dueAt: Instant;
  /** How often it has been sent. */
  readonly attempts: number;
  /** Who is sending it now, and until when nobody else may. */
  readonly lease: string | undefined;
  readonly leasedUntil: Instant;
}

/** After the first, second … failed attempt; then the bank gives up and waits to be asked. */
const RETRIES: readonly Duration[] = [seconds(5), seconds(30), minutes(2), minutes(10)];
/** Nobody else sends a notice while one sender is waiting for its answer. */
export const NOTICE_LEASE: Duration = seconds(30);

export interface NoticeOutcome {
  readonly noticeId: string;
  readonly state: BankNoticeState;
  /** When it is sent next, if it is still due. */
  readonly dueAt: Instant;
  readonly attempts: number;
  /** HTTP status, or undefined when nothing came back. */
  readonly status: number | undefined;
}

/** A due notice after one more attempt: only 200 means that the portal has committed it. */
export function afterSending(
  notice: BankNotice,
  status: number | undefined,
  now: Instant,
): NoticeOutcome {
  const attempts = notice.attempts + 1;
  const wait = RETRIES[attempts - 1];
  const signal = status === 200 ? "answered" : wait === undefined ? "exhausted" : "failed";
  const state = bankNoticeMachine.due[signal] ?? "due";
  const dueAt = state === "due" && wait !== undefined ? after(now, wait) : now;
  return { noticeId: notice.noticeId, state, dueAt, attempts, status };
}

/** The text of a notice that is due at `at`. */
export function paymentNotice(payment: BankPayment, at: Instant): string {
  const told: Notice = {
    about: "payment",
    channel_order_no: payment.channelOrderNo,
    amount: payment.amount.fen,
    currency: payment.amount.currency,
    answer: answerOf(payment, at),
  };
  return JSON.stringify(told);
}

export function refundNotice(refund: BankRefund, at: Instant): string {
  const told: Notice = {
    about: "refund",
    channel_order_no: refund.channelOrderNo,
    amount: refund.amount.fen,
    currency: refund.amount.currency,
    answer: refundAnswerOf(refund, at),
  };
  return JSON.stringify(told);
}
