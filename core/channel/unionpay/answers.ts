import { cny, type Money, sameMoney } from "../../money.ts";
import { after } from "../../time.ts";
import type { CardType } from "../card.ts";
import type { AskChannel } from "../ask_channel.ts";
import type { StartAtChannel } from "../channel.ts";
import type { Launch, PaymentOutcome, RefundOutcome, StartOutcome } from "../outcome.ts";
import type { Fields } from "./fields.ts";
import { gatewayTime } from "./gateway_time.ts";
import { GRACE, isConfirmedByPayer, PAYER_TIME } from "./query_schedule.ts";
import { meaningOf } from "./resp_code.ts";

const unclear = { type: "unclear" } as const;
type Asked = Pick<AskChannel, "channelOrderNo" | "sentAt">;

/** Whether a genuine answer is about what was asked: an old one is genuine as well. */
export function isAbout(fields: Fields, merId: string, { channelOrderNo, sentAt }: Asked): boolean {
  return fields.get("merId") === merId && fields.get("orderId") === channelOrderNo &&
    fields.get("txnTime") === gatewayTime(sentAt);
}

/** What a start came to. Taken is not paid: whoever pays is told of by a notice or found by a query. */
export function startOutcome(fields: Fields, { flow }: StartAtChannel): StartOutcome {
  const meaning = meaningOf(fields.get("respCode"));
  if (meaning.type === "succeeded") {
    const launch = launchOf(fields);
    return launch && isConfirmedByPayer(flow) ? { type: "launched", launch } : unclear;
  }
  return refusedOutcome(meaning);
}

/** What the gateway said to what we sent ourselves: taken is not paid. */
export function takenOutcome(fields: Fields): Refused | typeof unclear {
  return refusedOutcome(meaningOf(fields.get("respCode")));
}

function launchOf(fields: Fields): Launch | undefined {
  const [tn, code] = [fields.get("tn"), fields.get("qrCode")];
  if (tn) return { type: "tn", tn };
  return code ? { type: "code", content: code, url: code } : undefined;
}

/** What a query says of a payment: `respCode` is of the query, `origRespCode` of what it asks about. */
export function queriedPayment(fields: Fields, asked: AskChannel): PaymentOutcome {
  const found = queried(fields, asked);
  if (found === undefined) return unclear;
  return found === "succeeded" ? paidOutcome(fields, asked.amount) : found;
}

/** The same of a refund. */
export function queriedRefund(fields: Fields, asked: AskChannel): RefundOutcome {
  const found = queried(fields, asked);
  if (found === undefined) return unclear;
  if (found !== "succeeded") return { type: "failed", failure: found.reason };
  const channelTxnNo = fields.get("queryId");
  if (!channelTxnNo || !isOf(fields, asked.amount)) return unclear;
  return { type: "succeeded", channelTxnNo };
}

/** What a refund's own answer says: that it was taken, which is not that it is done, or that it was refused. */
export function refundOutcome(fields: Fields): RefundOutcome {
  const refused = refusedOutcome(meaningOf(fields.get("respCode")));
  return refused.type === "failed" ? { type: "failed", failure: refused.reason } : unclear;
}

/** What a reversal says of the payment that it takes back. */
export function reversedOutcome(fields: Fields): PaymentOutcome {
  return fields.get("respCode") === "00"
    ? { type: "failed", reason: "cancelled_by_payer" }
    : unclear;
}

/** The success that these fields tell of; unclear when they lack what a success has. */
export function paidOutcome(fields: Fields, amount: Money): PaymentOutcome {
  const channelTxnNo = fields.get("queryId");
  if (!channelTxnNo || !isOf(fields, amount)) return unclear;
  return {
    type: "succeeded",
    channelTxnNo,
    cardType: cardTypes[fields.get("payCardType") ?? ""],
    cardLastFour: lastFourOf(fields),
    cardToken: fields.get("cardDigest") || undefined,
    paidByPayer: paidByPayer(fields, amount),
    clearingDay: /^\d{4}$/.exec(fields.get("settleDate") ?? "")?.[0],
  };
}

/** Of a card number that is masked. */
export function lastFourOf(fields: Fields): string | undefined {
  return /^\d{0,6}\*+(\d{4})$/.exec(fields.get("accNo") ?? "")?.[1];
}

/** The amount that the fields state, in yuan; undefined when there is none. */
export function amountOf(fields: Fields): Money | undefined {
  const text = fields.get("txnAmt") ?? "";
  return /^[1-9]\d{0,11}$/.test(text) && fields.get("currencyCode") === "156"
    ? cny(Number(text))
    : undefined;
}

export const cardTypes: Readonly<Record<string, CardType>> = {
  "01": "debit",
  "02": "credit",
  "03": "credit",
};

type Refused = Extract<PaymentOutcome, { type: "failed" }>;

function queried(
  fields: Fields,
  { flow, sentAt, at }: AskChannel,
): "succeeded" | Refused | undefined {
  const timeIsOver = at >= after(after(sentAt, PAYER_TIME), GRACE);
  const query = meaningOf(fields.get("respCode"));
  if (query.type === "not_found") return notFound(timeIsOver);
  if (query.type !== "succeeded") return undefined;
  const original = meaningOf(fields.get("origRespCode"));
  if (original.type === "succeeded") return "succeeded";
  if (original.type === "not_found") return notFound(timeIsOver);
  const refused = refusedOutcome(original);
  // Until then the payer may try another card.
  const isFinal = timeIsOver || flow === undefined || !isConfirmedByPayer(flow);
  return refused.type === "failed" && isFinal ? refused : undefined;
}

function notFound(timeIsOver: boolean): Refused | undefined {
  return timeIsOver ? { type: "failed", reason: "unknown_at_channel" } : undefined;
}

function refusedOutcome(meaning: ReturnType<typeof meaningOf>): Refused | typeof unclear {
  switch (meaning.type) {
    case "failed":
      return { type: "failed", reason: meaning.reason };
    case "busy":
      return { type: "failed", reason: "refused_by_channel" };
    case "sign_anew":
      return { type: "failed", reason: "card_restricted" };
    case "succeeded":
    case "unclear":
    case "not_found":
    case "slow_down":
    case "taken_unsettled":
    case "no_file":
      return unclear;
  }
}

function isOf(fields: Fields, amount: Money): boolean {
  const stated = amountOf(fields);
  return stated !== undefined && sameMoney(stated, amount);
}

/** `settleAmt` is less than the amount where somebody gave the payer a discount. */
function paidByPayer(fields: Fields, amount: Money): Money | undefined {
  const text = fields.get("settleAmt") ?? "";
  if (!/^\d{1,12}$/.test(text) || fields.get("settleCurrencyCode") !== "156") return undefined;
  return Number(text) < amount.fen ? cny(Number(text)) : undefined;
}
