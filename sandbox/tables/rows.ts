import type { BankNotice } from "../bank/bank_notice.ts";
import type {
  BankPayment,
  BankPaymentFacts,
  BankPaymentStanding,
  Voice,
} from "../bank/bank_payment.ts";
import type { BankRefund, BankRefundFailure } from "../bank/bank_refund.ts";
import type { LoggedLine } from "../bank/bank_store.ts";
import type { ChannelOrderNo, MerchantNo } from "../../core/id.ts";
import type { Flow, MethodName } from "../../core/method/payment_method.ts";
import { cny } from "../../core/money.ts";
import type { CardType } from "../../core/channel/card.ts";
import type { CommonReason } from "../../core/channel/failure_reason.ts";
import type { Row } from "../../core/query.ts";
import { instant, milliseconds } from "../../core/time.ts";
import { Columns } from "../../db/engine/columns.ts";

export function paymentRow(payment: BankPayment) {
  const paid = payment.state === "paid" ? payment : undefined;
  return {
    ...payment,
    amount: payment.amount.fen,
    voice: payment.voice.type,
    voiceFrom: payment.voice.type === "from" ? payment.voice.at : undefined,
    endedAt: payment.state === "waiting" ? undefined : payment.endedAt,
    txnNo: paid?.txnNo,
    cardType: paid?.cardType,
    cardLastFour: paid?.card.lastFour,
    cardToken: paid?.card.token,
    reason: payment.state === "declined" ? payment.reason : undefined,
  };
}

export function refundRow(refund: BankRefund) {
  return {
    ...refund,
    amount: refund.amount.fen,
    txnNo: refund.state === "returned" ? refund.txnNo : undefined,
    failure: refund.state === "refused" ? refund.failure : undefined,
  };
}

export function readPayment(row: Row): BankPayment {
  const columns = new Columns(row);
  return { ...readFacts(columns), ...readStanding(columns) };
}

function readFacts(columns: Columns): BankPaymentFacts {
  return {
    channelOrderNo: columns.text("channel_order_no") as ChannelOrderNo,
    token: columns.text("token"),
    merchantNo: columns.text("merchant_no") as MerchantNo,
    payee: columns.text("payee"),
    amount: cny(columns.int("amount")),
    subject: columns.text("subject"),
    method: columns.text("method") as MethodName,
    flow: columns.text("flow") as Flow,
    sentAt: instant(columns.int("sent_at")),
    payBefore: instant(columns.int("pay_before")),
    returnUrl: columns.text("return_url"),
    noticeUrl: columns.text("notice_url"),
    voice: readVoice(columns),
    version: columns.int("version"),
    clockOffset: milliseconds(columns.int("clock_offset")),
  };
}

function readVoice(columns: Columns): Voice {
  const type = columns.text("voice") as Voice["type"];
  return type === "from" ? { type, at: instant(columns.int("voice_from")) } : { type };
}

function readStanding(columns: Columns): BankPaymentStanding {
  const state = columns.text("state") as BankPaymentStanding["state"];
  if (state === "waiting") return { state };
  const endedAt = instant(columns.int("ended_at"));
  switch (state) {
    case "cancelled":
    case "expired":
      return { state, endedAt };
    case "declined":
      return { state, endedAt, reason: columns.text("reason") as CommonReason };
    case "paid":
      return {
        state,
        endedAt,
        txnNo: columns.text("txn_no"),
        cardType: columns.text("card_type") as CardType,
        card: { token: columns.text("card_token"), lastFour: columns.text("card_last_four") },
      };
  }
}

export function readRefund(row: Row): BankRefund {
  const columns = new Columns(row);
  const facts = {
    channelOrderNo: columns.text("channel_order_no") as ChannelOrderNo,
    paidNo: columns.textOrNone("paid_no") as ChannelOrderNo | undefined,
    amount: cny(columns.int("amount")),
    noticeUrl: columns.text("notice_url"),
    answersAt: instant(columns.int("answers_at")),
  };
  const state = columns.text("state") as BankRefund["state"];
  switch (state) {
    case "pending":
      return { ...facts, state };
    case "returned":
      return { ...facts, state, txnNo: columns.text("txn_no") };
    case "refused":
      return { ...facts, state, failure: columns.text("failure") as BankRefundFailure };
  }
}

export function readNotice(row: Row): BankNotice {
  const columns = new Columns(row);
  return {
    noticeId: columns.text("notice_id"),
    channelOrderNo: columns.text("channel_order_no") as ChannelOrderNo,
    url: columns.text("url"),
    body: columns.text("body"),
    dueAt: instant(columns.int("due_at")),
    attempts: columns.int("attempts"),
    lease: columns.textOrNone("lease"),
    leasedUntil: instant(columns.int("leased_until")),
  };
}

export function readLine(row: Row): LoggedLine {
  const columns = new Columns(row);
  return {
    at: instant(columns.int("at")),
    what: columns.text("what"),
    payee: columns.text("payee"),
    amountFen: columns.intOrNone("amount"),
  };
}
