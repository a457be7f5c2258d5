import type { Deps } from "../../deps.ts";
import { type ChannelOrderNo, isMerchantNo, type MerchantNo } from "../../id.ts";
import { ok, rejected, type Result } from "../../result.ts";
import type {
  AskChannel,
  Channel,
  ChannelNotice,
  NoticeRefusal,
  RefundAtChannel,
  StartAtChannel,
} from "../channel.ts";
import type { HttpRequest, HttpResponse } from "../http.ts";
import {
  amountOf,
  isAbout,
  paidOutcome,
  queriedPayment,
  queriedRefund,
  refundOutcome,
  reversedOutcome,
  startOutcome,
} from "./answers.ts";
import { type Fields, parseAnswer, parseNotice, printForm } from "./fields.ts";
import { readGatewayTime } from "./gateway_time.ts";
import { createOpener, type OpenConnection } from "./opener.ts";
import {
  queryRequest,
  refundRequest,
  reversalRequest,
  startRequest,
  type Unsigned,
} from "./requests.ts";
import { meaningOf } from "./resp_code.ts";
import { signerAt } from "./signer.ts";

export type AcpDeps = Pick<Deps, "load" | "connections" | "vault" | "now">;

type Acp = Required<Omit<Channel, "name" | "querySchedule" | "acknowledge" | "contracts">>;
type Asked = Pick<AskChannel, "channelOrderNo" | "merchantNo" | "sentAt">;

const unclear = { type: "unclear" } as const;

/**
 * The gateway's codec. Nothing is believed that is not signed by the gateway and about what was asked; such an answer is
 * unclear, whatever it says.
 */
export function createAcpChannel(deps: AcpDeps): Acp {
  const open = createOpener(deps);

  return {
    startUnasked: async (command) => {
      const connection = await open(command.merchantNo);
      // Nothing was sent, so nothing can have come of it.
      if (!connection || !signerAt(connection.signers, deps.now())) {
        return { type: "failed", reason: "refused_by_channel" };
      }
      const request = startRequest(connection, command);
      if (request.place !== "/gateway/api/frontTransReq.do") return undefined;
      const action = connection.gatewayUrl + request.place;
      const fields = Object.fromEntries(await sign(connection, request));
      return { type: "launched", launch: { type: "form", action, fields } };
    },
    start: (command) => ask(command, startRequest),
    readStart: async (response, command) => {
      const told = await read(response, command);
      return told ? startOutcome(told, command) : unclear;
    },
    query: (command) => ask(command, queryRequest),
    readQuery: async (response, command) => {
      const told = await read(response, command);
      return told ? queriedPayment(told, command) : unclear;
    },
    // A page of the gateway cannot be closed from here: then it is only asked.
    cancel: (command) => ask(command, isClosable(command) ? reversalRequest : queryRequest),
    readCancel: async (response, command) => {
      const told = await read(response, command);
      if (!told) return unclear;
      return isClosable(command) ? reversedOutcome(told) : queriedPayment(told, command);
    },
    refund: (command) => ask(command, refundRequest),
    readRefund: async (response, command) => {
      const told = await read(response, command);
      return told ? refundOutcome(told) : unclear;
    },
    queryRefund: (command) => ask(command, queryRequest),
    readQueryRefund: async (response, command) => {
      const told = await read(response, command);
      return told ? queriedRefund(told, command) : unclear;
    },
    readNotice,
  };

  async function ask<C extends AskChannel | RefundAtChannel | StartAtChannel>(
    command: C,
    request: (connection: OpenConnection, command: C) => Unsigned,
  ): Promise<HttpRequest> {
    const connection = await open(command.merchantNo);
    if (!connection) throw new TypeError(`Cannot ask: ${command.merchantNo} is not connected`);
    const unsigned = request(connection, command);
    return {
      method: "POST",
      url: connection.gatewayUrl + unsigned.place,
      headers: { "content-type": "application/x-www-form-urlencoded; charset=UTF-8" },
      body: printForm(await sign(connection, unsigned)),
    };
  }

  function sign({ merchantNo, signers }: OpenConnection, { fields }: Unsigned): Promise<Fields> {
    const signer = signerAt(signers, deps.now());
    if (!signer) throw new TypeError(`Cannot sign: ${merchantNo} has no valid certificate`);
    return signer.sign(Object.entries(fields));
  }

  /** The answer's fields, if it is genuine and about this. */
  async function read(response: HttpResponse, asked: Asked): Promise<Fields | undefined> {
    if (response.status !== 200) return undefined;
    const connection = await open(asked.merchantNo);
    const fields = parseAnswer(response.body);
    if (!connection || !fields.ok) return undefined;
    const genuine = await connection.verifier.verify(fields.value, deps.now());
    if (!genuine.ok || !isAbout(fields.value, connection.merId, asked)) return undefined;
    return fields.value;
  }

  async function readNotice(
    { url, body }: HttpRequest,
  ): Promise<Result<ChannelNotice, NoticeRefusal>> {
    const merchantNo = new URL(url).pathname.split("/").at(-1) ?? "";
    const connection = isMerchantNo(merchantNo) ? await open(merchantNo) : undefined;
    if (!connection) return notReadable("it names no number that is connected here");
    const fields = parseNotice(body);
    if (!fields.ok) return notReadable(fields.error.detail, connection.merchantNo);
    const genuine = await connection.verifier.verify(fields.value, deps.now());
    if (!genuine.ok) {
      const detail = `${genuine.error.step}: ${genuine.error.detail}`;
      const channelOrderNo = fields.value.get("orderId");
      const { merchantNo } = connection;
      return rejected({ code: "notice_signature_wrong", detail, merchantNo, channelOrderNo });
    }
    return inOurWords(fields.value, connection);
  }
}

function inOurWords(
  fields: Fields,
  { merId, merchantNo }: OpenConnection,
): Result<ChannelNotice, NoticeRefusal> {
  const channelOrderNo = fields.get("orderId");
  const differs = (detail: string) =>
    rejected({ code: "notice_facts_differ", detail, merchantNo, channelOrderNo });
  if (fields.get("merId") !== merId) return differs("it is for another merId");
  const [amount, sentAt] = [amountOf(fields), readGatewayTime(fields.get("txnTime"))];
  if (!amount) return differs("it states no amount in yuan");
  if (!sentAt) return differs("it states no time");
  const head = {
    channelOrderNo: (channelOrderNo ?? "") as ChannelOrderNo,
    amount,
    merchantNo,
    sentAt,
  };
  // A notice of anything but a success settles nothing: it is asked about.
  const succeeded = meaningOf(fields.get("respCode")).type === "succeeded";
  switch (fields.get("txnType")) {
    case "01":
      return ok({
        about: "payment",
        ...head,
        outcome: succeeded ? paidOutcome(fields, amount) : unclear,
      });
    case "04": {
      const channelTxnNo = fields.get("queryId");
      const outcome = succeeded && channelTxnNo
        ? { type: "succeeded", channelTxnNo } as const
        : unclear;
      return ok({ about: "refund", ...head, outcome });
    }
    default:
      return differs(`nothing of the type ${fields.get("txnType") ?? "?"} is expected`);
  }
}

/** Codes are closed by taking back what may have been paid by them. */
function isClosable({ flow }: AskChannel): boolean {
  return flow === "screen_code" || flow === "consumer_code";
}

function notReadable(detail: string, merchantNo?: MerchantNo): Result<never, NoticeRefusal> {
  return rejected({ code: "notice_not_readable", detail, ...(merchantNo ? { merchantNo } : {}) });
}
