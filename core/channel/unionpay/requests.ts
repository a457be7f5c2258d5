import type { Access, Connection } from "../../connection/connection.ts";
import type { ChannelOrderNo } from "../../id.ts";
import type { Flow } from "../../method/payment_method.ts";
import { after, type Instant } from "../../time.ts";
import type { AskChannel } from "../ask_channel.ts";
import type { RefundAtChannel, StartAtChannel } from "../channel.ts";
import { gatewayTime } from "./gateway_time.ts";
import { PAYER_TIME } from "./query_schedule.ts";
import { voids } from "./refund_rules.ts";

/** Where a request is sent, by what it is. */
export const places = {
  front: "/gateway/api/frontTransReq.do",
  app: "/gateway/api/appTransReq.do",
  back: "/gateway/api/backTransReq.do",
  query: "/gateway/api/queryTrans.do",
} as const;

/** A request before it is signed. */
export interface Unsigned {
  readonly place: (typeof places)[keyof typeof places] | "/";
  readonly fields: Readonly<Record<string, string>>;
}

/** Terminal of what has none; a till may have one of its own some day. */
const TERMINAL = "00000001";

export const WEB = "07";
export const PHONE = "08";
/** Of pages and of the merchant's own app. */
const GATEWAY_PRODUCT = "000201";
const GENERAL_PRODUCT = "000000";
/** Of cards that are charged by token. */
export const CARD_PRODUCT = "000902";

export function startRequest(connection: Connection, command: StartAtChannel): Unsigned {
  const { flow, amount, subject, sentAt, payBefore } = command;
  const inTime = after(sentAt, PAYER_TIME);
  const fields = {
    ...headOf(connection, command),
    ...paymentOf(command),
    txnAmt: String(amount.fen),
    currencyCode: "156",
    backUrl: noticeUrl(command),
    orderDesc: plain(subject),
  };
  if (flow === "consumer_code") {
    return {
      place: places.back,
      fields: { ...fields, qrNo: command.consumerCode ?? "", termId: TERMINAL },
    };
  }
  const timed = { ...fields, payTimeout: gatewayTime(payBefore < inTime ? payBefore : inTime) };
  if (flow === "screen_code") return { place: places.back, fields: timed };
  if (flow === "app_control") return { place: places.app, fields: timed };
  return { place: places.front, fields: { ...timed, frontUrl: returnUrl(command.returnUrl) } };
}

/** With the original's own time: another one would ask about another transaction. */
export function queryRequest(connection: Connection, command: AskChannel): Unsigned {
  const fields = {
    ...headOf(connection, command),
    txnType: "00",
    txnSubType: "00",
    bizType: GENERAL_PRODUCT,
    channelType: WEB,
  };
  return { place: places.query, fields };
}

/** 冲正: takes back what may have been done under this number and time, and closes its code. */
export function reversalRequest(connection: Connection, command: AskChannel): Unsigned {
  const fields = {
    ...headOf(connection, command),
    txnType: "99",
    txnSubType: "01",
    bizType: GENERAL_PRODUCT,
    channelType: PHONE,
    txnAmt: String(command.amount.fen),
    currencyCode: "156",
  };
  return { place: places.back, fields };
}

/** 退货, or 消费撤销 (31). */
export function refundRequest(connection: Connection, command: RefundAtChannel): Unsigned {
  const fields = {
    ...headOf(connection, command),
    txnType: voids(command) ? "31" : "04",
    txnSubType: "00",
    bizType: productOf(command.flow),
    channelType: WEB,
    origQryId: command.channelTxnNo,
    txnAmt: String(command.amount.fen),
    currencyCode: "156",
    backUrl: noticeUrl(command),
  };
  return { place: places.back, fields };
}

export function headOf(
  { merId, access }: Connection,
  { channelOrderNo, sentAt }: { readonly channelOrderNo: ChannelOrderNo; readonly sentAt: Instant },
) {
  return {
    version: "5.1.0",
    encoding: "UTF-8",
    ...accessOf(access),
    merId,
    orderId: channelOrderNo,
    txnTime: gatewayTime(sentAt),
  };
}

export function accessOf(access: Access): Readonly<Record<string, string>> {
  const { type, ...names } = access;
  const codes = { merchant: "0", institution: "1", platform: "2" } as const;
  return { accessType: codes[type], ...names };
}

function paymentOf({ flow, onPhone }: StartAtChannel) {
  const bizType = productOf(flow);
  switch (flow) {
    case "screen_code":
      return { txnType: "01", txnSubType: "07", bizType, channelType: PHONE };
    case "consumer_code":
      return { txnType: "01", txnSubType: "06", bizType, channelType: PHONE };
    case "app_control":
      return { txnType: "01", txnSubType: "01", bizType, channelType: PHONE };
    case "in_app_control":
    case "app_link":
    case "wap_page":
    case "cashier":
    case "bound_card":
    case "balance":
    case "test_helper":
    case "bank_transfer":
      return { txnType: "01", txnSubType: "01", bizType, channelType: onPhone ? PHONE : WEB };
  }
}

/** Undefined: of a charge by contract. */
function productOf(flow: Flow | undefined): string {
  if (flow === "bound_card") return CARD_PRODUCT;
  const isOfPage = flow !== undefined && flow !== "screen_code" && flow !== "consumer_code";
  return isOfPage ? GATEWAY_PRODUCT : GENERAL_PRODUCT;
}

/** A notice says for whom it is before it is read, so that it is checked with that number's roots. */
export function noticeUrl(
  { noticeUrl, merchantNo }: Pick<StartAtChannel, "noticeUrl" | "merchantNo">,
) {
  return `${noticeUrl}/${merchantNo}`;
}

/** The browser comes back by a form from elsewhere, which no page of ours takes. */
export function returnUrl(page: string): string {
  const { origin, pathname, search } = new URL(page);
  return `${origin}/return/unionpay?to=${encodeURIComponent(pathname + search)}`;
}

const DESCRIPTION_CHARS_MAX = 32;

/** Without what the gateway's own parsers split at. */
export function plain(subject: string): string {
  const kept = subject.replace(/[{}[\]&=]/g, " ").replace(/\s+/g, " ").trim();
  return [...kept].slice(0, DESCRIPTION_CHARS_MAX).join("");
}
