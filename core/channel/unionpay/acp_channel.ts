import type { Deps } from "../../deps.ts";
import { type ChannelOrderNo, isMerchantNo, type MerchantNo } from "../../id.ts";
import { ok, rejected, type Result } from "../../result.ts";
import type { AskChannel } from "../ask_channel.ts";
import type { Channel, ChannelNotice, NoticeRefusal } from "../channel.ts";
import { cny } from "../../money.ts";
import type { ChannelProbe } from "../channel_probe.ts";
import type { ChannelFiles } from "../channel_files.ts";
import type { ContractChannel } from "../contract_channel.ts";
import type { HttpRequest, HttpResponse } from "../http.ts";
import type { Launch } from "../outcome.ts";
import { createAcpCards } from "./acp_cards.ts";
import {
  amountOf,
  isAbout,
  paidOutcome,
  queriedPayment,
  queriedRefund,
  refundOutcome,
  reversedOutcome,
  startOutcome,
  takenOutcome,
} from "./answers.ts";
import { openedOutcome } from "./card_answers.ts";
import { CONTRACT_DEDUCTION, deductionRequest } from "./deduction_requests.ts";
import { type Fields, parseAnswer, parseNotice, printForm } from "./fields.ts";
import { readGatewayTime } from "./gateway_time.ts";
import { fileHost, fileOutcome, fileRequest } from "./files.ts";
import { maskCard } from "./mask_card.ts";
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

type Elsewhere =
  | "name"
  | "querySchedule"
  | "refundableFor"
  | "voids"
  | "configurePage"
  | "acknowledge"
  | "contracts"
  | "deviceCards"
  | "files"
  | "balances"
  | "probe";
type Acp =
  & Required<Omit<Channel, Elsewhere>>
  & Pick<ContractChannel, "deduct" | "readDeduct" | "queryDeduction" | "readQueryDeduction">
  & {
    readonly files: Omit<ChannelFiles, "latestDay">;
    readonly probe: Omit<ChannelProbe, "app">;
  };
type Form = Extract<Launch, { type: "form" }>;
type Asked = Pick<AskChannel, "channelOrderNo" | "merchantNo" | "sentAt">;

const unclear = { type: "unclear" } as const;

const CARD_OPENING = "79";

/** Of a transaction that there never is. */
const NOBODYS = "00000000000000000000000000" as ChannelOrderNo;

/** A day of a busy number, packed and in base64. */
const FILE_CHARACTERS_MAX = 32 * 1024 * 1024;

/**
 * The gateway's codec. Nothing is believed that is not signed by the gateway and about what was asked; such an answer is
 * unclear, whatever it says.
 */
export function createAcpChannel(deps: AcpDeps): Acp {
  const open = createOpener(deps);

  return {
    cards: createAcpCards({ ask, leave, read }),
    startUnasked: async (command) => {
      const connection = await open(command.merchantNo);
      // Nothing was sent, so nothing can have come of it.
      if (!connection || !signerAt(connection.signers, deps.now())) {
        return { type: "failed", reason: "refused_by_channel" };
      }
      const request = startRequest(connection, command);
      if (request.place !== "/gateway/api/frontTransReq.do") return undefined;
      return { type: "launched", launch: await formOf(connection, request) };
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
    deduct: (command) => ask(command, deductionRequest),
    readDeduct: async (response, command) => {
      const told = await read(response, command);
      return told ? takenOutcome(told) : unclear;
    },
    queryDeduction: (command) => ask(command, queryRequest),
    readQueryDeduction: async (response, command) => {
      const told = await read(response, command);
      return told ? queriedPayment(told, command) : unclear;
    },
    readNotice,
    probe: {
      ask: ({ merchantNo, at }) =>
        ask({ merchantNo, at, sentAt: at, amount: cny(1), channelOrderNo: NOBODYS }, queryRequest),
      read: async (response, { merchantNo }) => {
        if (response.status !== 200) return { type: "silent" };
        const { verifier } = await connectionOf(merchantNo);
        const fields = parseAnswer(response.body);
        if (!fields.ok) return { type: "not_genuine", reason: `parse: ${fields.error.detail}` };
        const genuine = await verifier.verify(fields.value, deps.now());
        if (!genuine.ok) {
          const reason = `${genuine.error.step}: ${genuine.error.detail}`;
          return { type: "not_genuine", reason };
        }
        const [code = "", words = ""] = [fields.value.get("respCode"), fields.value.get("respMsg")];
        // That there is no such transaction is said to those alone whose signature and number are right.
        return meaningOf(code).type === "not_found"
          ? { type: "accepted" }
          : { type: "refused", reason: `${code} ${words}`.trim() };
      },
    },
    files: {
      ask: async (command) => {
        const request = await ask(command, fileRequest);
        const { gatewayUrl } = await connectionOf(command.merchantNo);
        return {
          ...request,
          url: request.url.replace(gatewayUrl, fileHost(gatewayUrl)),
          answerMax: FILE_CHARACTERS_MAX,
        };
      },
      read: async (response, command) => {
        if (response.status !== 200) return unclear;
        const connection = await connectionOf(command.merchantNo);
        const fields = parseAnswer(response.body, FILE_CHARACTERS_MAX);
        if (!fields.ok) return unclear;
        const genuine = await connection.verifier.verify(fields.value, deps.now());
        return genuine.ok ? fileOutcome(fields.value, connection.merId, command) : unclear;
      },
    },
  };

  async function connectionOf(merchantNo: MerchantNo): Promise<OpenConnection> {
    const connection = await open(merchantNo);
    if (!connection) throw new TypeError(`Cannot ask: ${merchantNo} is not connected`);
    return connection;
  }

  async function ask<C extends { readonly merchantNo: MerchantNo }>(
    command: C,
    request: (connection: OpenConnection, command: C) => Unsigned,
  ): Promise<HttpRequest> {
    const connection = await connectionOf(command.merchantNo);
    const unsigned = request(connection, command);
    return {
      method: "POST",
      url: connection.gatewayUrl + unsigned.place,
      headers: { "content-type": "application/x-www-form-urlencoded; charset=UTF-8" },
      body: printForm(await sign(connection, unsigned)),
    };
  }

  async function leave<C extends { readonly merchantNo: MerchantNo }>(
    command: C,
    request: (connection: OpenConnection, command: C) => Unsigned,
  ): Promise<Form> {
    const connection = await connectionOf(command.merchantNo);
    return await formOf(connection, request(connection, command));
  }

  async function formOf(connection: OpenConnection, request: Unsigned): Promise<Form> {
    const action = connection.gatewayUrl + request.place;
    return { type: "form", action, fields: Object.fromEntries(await sign(connection, request)) };
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
    return await maskCard(fields.value, connection.signers);
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
    return inOurWords(await maskCard(fields.value, connection.signers), connection);
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
  const sentAt = readGatewayTime(fields.get("txnTime"));
  if (!sentAt) return differs("it states no time");
  const about = {
    channelOrderNo: (channelOrderNo ?? "") as ChannelOrderNo,
    merchantNo,
    sentAt,
  };
  if (fields.get("txnType") === CARD_OPENING) {
    return ok({ about: "card", ...about, outcome: openedOutcome(fields) });
  }
  const amount = amountOf(fields);
  if (!amount) return differs("it states no amount in yuan");
  const head = { ...about, amount };
  // A notice of anything but a success settles nothing: it is asked about.
  const succeeded = meaningOf(fields.get("respCode")).type === "succeeded";
  switch (fields.get("txnType")) {
    case "01":
      return ok({
        about: fields.get("txnSubType") === CONTRACT_DEDUCTION ? "deduction" : "payment",
        ...head,
        outcome: succeeded ? paidOutcome(fields, amount) : unclear,
      });
    case "04":
    case "31": {
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
