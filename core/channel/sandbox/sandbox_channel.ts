import type { ChannelOrderNo } from "../../id.ts";
import { cny } from "../../money.ts";
import { ok, rejected, type Result } from "../../result.ts";
import type { z } from "zod";
import type {
  AskChannel,
  Channel,
  ChannelNotice,
  HttpRequest,
  HttpResponse,
  NoticeRefusal,
  PaymentOutcome,
  RefundAtChannel,
  RefundOutcome,
  StartAtChannel,
  StartOutcome,
} from "../channel.ts";
import {
  notice,
  type PaymentAnswer,
  paymentAnswer,
  type RefundAnswer,
  refundAnswer,
  type RefundRequest,
  type StartAnswer,
  startAnswer,
  type StartRequest,
} from "./messages.ts";
import { type SandboxVerb, type Seal, SIGNATURE_HEADER } from "./seal.ts";

const unclear = { type: "unclear" } as const;

/**
 * The sandbox bank's codec. Every request, answer and notice is signed; an answer that is unsigned, wrongly signed,
 * not 200 or not readable says nothing about money, so it is `unclear`.
 */
export function createSandboxChannel(seal: Seal, publicUrl: string): Channel {
  const send = (verb: SandboxVerb, body: unknown) => request(seal, publicUrl, verb, body);
  const told = <T>(verb: SandboxVerb, schema: z.ZodType<T>, response: HttpResponse) =>
    readAnswer(seal, verb, schema, response);

  return {
    name: "sandbox",
    start: (command) => send("start", startBody(command)),
    readStart: async (response) => startOutcome(await told("start", startAnswer, response)),
    query: (command) => send("query", askBody(command)),
    readQuery: async (response) => paymentOutcome(await told("query", paymentAnswer, response)),
    cancel: (command) => send("cancel", askBody(command)),
    readCancel: async (response) => paymentOutcome(await told("cancel", paymentAnswer, response)),
    refund: (command) => send("refund", refundBody(command)),
    readRefund: async (response) => refundOutcome(await told("refund", refundAnswer, response)),
    queryRefund: (command) => send("refund_query", askBody(command)),
    readQueryRefund: async (response) =>
      refundOutcome(await told("refund_query", refundAnswer, response)),
    readNotice: (given) => readNotice(seal, given),
  };
}

async function request(
  seal: Seal,
  publicUrl: string,
  verb: SandboxVerb,
  content: unknown,
): Promise<HttpRequest> {
  const body = JSON.stringify(content);
  return {
    method: "POST",
    url: `${publicUrl}/sandbox/gateway/${verb}`,
    headers: {
      "content-type": "application/json",
      [SIGNATURE_HEADER]: await seal.sign(verb, body),
    },
    body,
  };
}

async function readAnswer<T>(
  seal: Seal,
  verb: SandboxVerb,
  schema: z.ZodType<T>,
  response: HttpResponse,
): Promise<T | undefined> {
  if (response.status !== 200) return undefined;
  const signature = header(response.headers, SIGNATURE_HEADER);
  if (!await seal.holds(`${verb}_answer`, response.body, signature)) return undefined;
  return schema.safeParse(parseJson(response.body)).data;
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
  const { data } = read;
  const facts = {
    channelOrderNo: data.channel_order_no as ChannelOrderNo,
    amount: cny(data.amount),
  };
  return ok(
    data.about === "payment"
      ? { about: "payment", ...facts, outcome: paymentOutcome(data.answer) }
      : { about: "refund", ...facts, outcome: refundOutcome(data.answer) },
  );
}

function startOutcome(answer: StartAnswer | undefined): StartOutcome {
  if (answer?.state === "launched") return { type: "launched", launch: answer.launch };
  return paymentOutcome(answer);
}

function paymentOutcome(answer: PaymentAnswer | undefined): PaymentOutcome {
  switch (answer?.state) {
    case undefined:
    case "waiting":
      return unclear;
    case "paid":
      return {
        type: "succeeded",
        channelTxnNo: answer.txn_no,
        cardType: answer.card_type,
        cardLastFour: answer.card_last_four,
      };
    case "declined":
      return { type: "failed", reason: answer.reason };
    case "cancelled":
      return { type: "failed", reason: "cancelled_by_payer" };
    case "expired":
      return { type: "failed", reason: "expired_at_channel" };
    case "not_found":
      return { type: "failed", reason: "unknown_at_channel" };
  }
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
    case "not_found":
      return { type: "failed", failure: "unknown_at_channel" };
  }
}

function startBody(command: StartAtChannel): StartRequest {
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

function askBody(command: AskChannel) {
  return { channel_order_no: command.channelOrderNo, sent_at: command.sentAt };
}

function refundBody(command: RefundAtChannel): RefundRequest {
  return {
    channel_order_no: command.channelOrderNo,
    txn_no: command.channelTxnNo,
    amount: command.amount.fen,
    currency: command.amount.currency,
    sent_at: command.sentAt,
    notice_url: command.noticeUrl,
  };
}

function header(headers: Readonly<Record<string, string>>, name: string): string | undefined {
  return Object.entries(headers).find(([each]) => each.toLowerCase() === name)?.[1];
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
