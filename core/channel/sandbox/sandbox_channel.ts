import type { ChannelOrderNo } from "../../id.ts";
import { cny } from "../../money.ts";
import { ok, rejected, type Result } from "../../result.ts";
import type { AskChannel } from "../ask_channel.ts";
import type {
  Channel,
  ChannelNotice,
  NoticeRefusal,
  RefundAtChannel,
  StartAtChannel,
} from "../channel.ts";
import type { HttpRequest, HttpResponse } from "../http.ts";
import type { RefundOutcome, StartOutcome } from "../outcome.ts";
import {
  type Notice,
  notice,
  paymentAnswer,
  type RefundAnswer,
  refundAnswer,
  type RefundRequest,
  type StartAnswer,
  startAnswer,
  type StartRequest,
} from "./messages.ts";
import { paymentOutcome } from "./payment_outcome.ts";
import { querySchedule } from "./query_schedule.ts";
import { readDeviceCardNotice } from "./device_card_messages.ts";
import { createSandboxDeviceCards } from "./sandbox_device_cards.ts";
import { createSandboxContracts, readContractNotice } from "./sandbox_contracts.ts";
import { type Seal, SIGNATURE_HEADER } from "./seal.ts";
import { createSignedWire, header, parseJson } from "./signed_wire.ts";

const unclear = { type: "unclear" } as const;

/** What the bank's wire has words for. */
type Told = Omit<StartAtChannel, "consumerCode" | "walletUser" | "onPhone">;
type Asked = Pick<AskChannel, "channelOrderNo" | "sentAt">;
type Returned = Omit<RefundAtChannel, "merchantNo" | "flow" | "whole" | "clearingDay">;

/**
 * The sandbox bank's codec. Every request, answer and notice is signed; an answer that is unsigned, wrongly signed,
 * not 200 or not readable says nothing about money, so it is `unclear`.
 */
export function createSandboxChannel(seal: Seal, publicUrl: string) {
  const wire = createSignedWire(seal, publicUrl);
  const { send, told } = wire;

  return {
    name: "sandbox",
    start: (command: Told) => send("start", startBody(command)),
    readStart: async (response: HttpResponse) =>
      startOutcome(await told("start", startAnswer, response)),
    querySchedule: () => querySchedule,
    query: (command: Asked) => send("query", askBody(command)),
    readQuery: async (response: HttpResponse) =>
      paymentOutcome(await told("query", paymentAnswer, response)),
    cancel: (command: Asked) => send("cancel", askBody(command)),
    readCancel: async (response: HttpResponse) =>
      paymentOutcome(await told("cancel", paymentAnswer, response)),
    refund: (command: Returned) => send("refund", refundBody(command)),
    readRefund: async (response: HttpResponse) =>
      refundOutcome(await told("refund", refundAnswer, response)),
    queryRefund: (command: Asked) => send("refund_query", askBody(command)),
    readQueryRefund: async (response: HttpResponse) =>
      refundOutcome(await told("refund_query", refundAnswer, response)),
    readNotice: (given: HttpRequest) => readNotice(seal, given),
    acknowledge: () => ({ contentType: "text/plain; charset=utf-8", body: "ok" }),
    deviceCards: createSandboxDeviceCards(wire, publicUrl),
    contracts: createSandboxContracts(wire, publicUrl),
  } satisfies Channel;
}

async function readNotice(
  seal: Seal,
  given: HttpRequest,
): Promise<Result<ChannelNotice, NoticeRefusal>> {
  if (!await seal.holds("notice", given.body, header(given.headers, SIGNATURE_HEADER))) {
    const detail = "The notice is not signed by the sandbox bank";
    return rejected({ code: "notice_signature_wrong", detail });
  }
  const read = notice.safeParse(parseJson(given.body));
  if (!read.success) {
    const detail = "The notice is not one the sandbox bank sends";
    return rejected({ code: "notice_not_readable", detail });
  }
  return ok(inOurWords(read.data));
}

function inOurWords(told: Notice): ChannelNotice {
  if (told.about === "contract") return readContractNotice(told);
  if (told.about === "device_card") return readDeviceCardNotice(told);
  const facts = {
    channelOrderNo: told.channel_order_no as ChannelOrderNo,
    amount: cny(told.amount),
  };
  if (told.about === "advance") return { about: told.about, ...facts, end: told.outcome };
  if (told.about === "refund") {
    return { about: told.about, ...facts, outcome: refundOutcome(told.answer) };
  }
  return { about: told.about, ...facts, outcome: paymentOutcome(told.answer) };
}

function startOutcome(answer: StartAnswer | undefined): StartOutcome {
  if (answer?.state === "launched") return { type: "launched", launch: answer.launch };
  return paymentOutcome(answer);
}

function refundOutcome(answer: RefundAnswer | undefined): RefundOutcome {
  switch (answer?.state) {
    case undefined:
    case "pending":
      return unclear;
    case "returned":
      return { type: "succeeded", channelTxnNo: answer.txn_no };
    case "refused":
      return { type: "failed", failure: answer.failure };
    case "came_back":
      return { type: "came_back", because: answer.because };
    case "not_found":
      return { type: "failed", failure: "unknown_at_channel" };
  }
}

function startBody(command: Told): StartRequest {
  return {
    channel_order_no: command.channelOrderNo,
    merchant_no: command.merchantNo,
    payee: command.payee,
    amount: command.amount.fen,
    currency: command.amount.currency,
    subject: command.subject,
    method: command.method,
    flow: command.flow,
    sent_at: command.sentAt,
    pay_before: command.payBefore,
    return_url: command.returnUrl,
    notice_url: command.noticeUrl,
  };
}

function askBody(command: Asked) {
  return { channel_order_no: command.channelOrderNo, sent_at: command.sentAt };
}

function refundBody(command: Returned): RefundRequest {
  return {
    channel_order_no: command.channelOrderNo,
    txn_no: command.channelTxnNo,
    amount: command.amount.fen,
    currency: command.amount.currency,
    sent_at: command.sentAt,
    notice_url: command.noticeUrl,
  };
}
