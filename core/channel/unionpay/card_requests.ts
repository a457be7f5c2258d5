import type { Connection } from "../../connection/connection.ts";
import { after } from "../../time.ts";
import type {
  AskCard,
  AskOpening,
  CardToken,
  OpenAtChannel,
  PayByCard,
  SendCode,
} from "../card_channel.ts";
import { gatewayTime } from "./gateway_time.ts";
import { PAYER_TIME } from "./query_schedule.ts";
import {
  CARD_PRODUCT,
  headOf,
  noticeUrl,
  PHONE,
  places,
  returnUrl,
  type Unsigned,
  WEB,
} from "./requests.ts";

/** 开通: the gateway's page asks for the card and sends its owner a code; we see neither. */
export function openRequest(connection: Connection, command: OpenAtChannel): Unsigned {
  return {
    place: places.front,
    fields: {
      ...headOf(connection, command),
      ...kind("79", "00", command.onPhone),
      tokenPayData: requestorOf(command),
      frontUrl: returnUrl(command.returnUrl),
      backUrl: noticeUrl(command),
      payTimeout: gatewayTime(after(command.sentAt, PAYER_TIME)),
    },
  };
}

/** The token of what was opened under this number and time. */
export function openingRequest(connection: Connection, command: AskOpening): Unsigned {
  return {
    place: places.back,
    fields: {
      ...headOf(connection, command),
      ...kind("79", "05"),
      tokenPayData: requestorOf(command),
    },
  };
}

/** 消费短信, under the number and time of the payment that it is for. */
export function codeRequest(connection: Connection, command: SendCode): Unsigned {
  return {
    place: places.back,
    fields: {
      ...headOf(connection, command),
      ...kind("77", "02", command.onPhone),
      ...moneyOf(command),
      tokenPayData: tokenOf(command.card),
    },
  };
}

export function payRequest(connection: Connection, command: PayByCard): Unsigned {
  return {
    place: places.back,
    fields: {
      ...headOf(connection, command),
      ...kind("01", "01", command.onPhone),
      ...moneyOf(command),
      tokenPayData: tokenOf(command.card),
      customerInfo: new TextEncoder().encode(`{smsCode=${command.code}}`).toBase64(),
      backUrl: noticeUrl(command),
    },
  };
}

/** 解约. */
export function endRequest(connection: Connection, command: AskCard): Unsigned {
  return aboutCard(connection, command, kind("74", "01"));
}

/** 开通查询. */
export function cardQueryRequest(connection: Connection, command: AskCard): Unsigned {
  return aboutCard(connection, command, kind("78", "02"));
}

function aboutCard(
  connection: Connection,
  command: AskCard,
  type: ReturnType<typeof kind>,
): Unsigned {
  return {
    place: places.back,
    fields: { ...headOf(connection, command), ...type, tokenPayData: tokenOf(command) },
  };
}

function kind(txnType: string, txnSubType: string, onPhone = false) {
  return { txnType, txnSubType, bizType: CARD_PRODUCT, channelType: onPhone ? PHONE : WEB };
}

function moneyOf({ amount }: Pick<PayByCard, "amount">) {
  return { txnAmt: String(amount.fen), currencyCode: "156" };
}

function requestorOf({ requestor }: Pick<CardToken, "requestor">): string {
  return `{trId=${requestor}&tokenType=01}`;
}

function tokenOf({ token, requestor }: CardToken): string {
  return `{token=${token}&trId=${requestor}}`;
}
