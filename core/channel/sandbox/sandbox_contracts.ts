import type { ContractId } from "../../id.ts";
import type { ContractNotice } from "../channel.ts";
import type {
  AskSignAtChannel,
  ContractChannel,
  DeductAtChannel,
  IdentityOutcome,
  SignAtChannel,
  SignOutcome,
  UnsignAtChannel,
  UnsignOutcome,
} from "../contract_channel.ts";
import {
  type DeductRequest,
  type IdentityAnswer,
  identityAnswer,
  type SignAnswer,
  signAnswer,
  type SignRequest,
  type UnsignAnswer,
  unsignAnswer,
  type UnsignRequest,
  type WireContractNotice,
} from "./contract_messages.ts";
import { paths } from "../../paths.ts";
import { paymentAnswer } from "./messages.ts";
import { paymentOutcome } from "./payment_outcome.ts";
import type { AskChannel } from "../ask_channel.ts";
import type { HttpResponse } from "../http.ts";
import type { SignedWire } from "./signed_wire.ts";

/** What the bank's wire has words for. */
type Signed = Omit<SignAtChannel, "planId" | "planVersion">;

/** The contract side of the sandbox bank's codec. A query is answered like the command it asks about. */
export function createSandboxContracts({ send, told }: SignedWire, publicUrl: string) {
  const readSign = async (response: HttpResponse) =>
    signOutcome(await told("sign", signAnswer, response));
  const readUnsign = async (response: HttpResponse) =>
    unsignOutcome(await told("unsign", unsignAnswer, response));
  const readDeduct = async (response: HttpResponse) =>
    paymentOutcome(await told("deduct", paymentAnswer, response));
  return {
    codeParameter: "app_code",
    checksPerson: false,
    appUrl: (page: string) =>
      Promise.resolve(`${publicUrl}${paths.sandboxWallet()}?open=${encodeURIComponent(page)}`),
    identify: (code: string) => send("identify", { code }),
    readIdentity: async (response: HttpResponse) =>
      identity(await told("identify", identityAnswer, response)),
    sign: (command: Signed) => send("sign", signBody(command)),
    readSign,
    querySign: ({ contractId }: Pick<AskSignAtChannel, "contractId">) =>
      send("sign_query", { contract_id: contractId }),
    readQuerySign: readSign,
    unsign: (command: UnsignAtChannel) => send("unsign", unsignBody(command)),
    readUnsign,
    queryUnsign: (command: UnsignAtChannel) => send("unsign_query", unsignBody(command)),
    readQueryUnsign: readUnsign,
    deduct: (command: DeductAtChannel) => send("deduct", deductBody(command)),
    readDeduct,
    queryDeduction: ({ channelOrderNo, sentAt }: Pick<AskChannel, "channelOrderNo" | "sentAt">) =>
      send("deduction_query", { channel_order_no: channelOrderNo, sent_at: sentAt }),
    readQueryDeduction: readDeduct,
  } satisfies ContractChannel;
}

export function readContractNotice(told: WireContractNotice): ContractNotice {
  const head = { about: "contract", contractId: told.contract_id as ContractId } as const;
  return told.state === "ended"
    ? { ...head, outcome: "terminated", by: told.by }
    : { ...head, outcome: "signed", channelContractNo: told.contract_no };
}

function identity(answer: IdentityAnswer | undefined): IdentityOutcome {
  switch (answer?.state) {
    case undefined:
      return { type: "unclear" };
    case "refused":
      return { type: "refused" };
    case "known": {
      const { user_id, name, phone, id_number } = answer;
      const cards = answer.cards.map(({ last_four, ...card }) => ({
        ...card,
        lastFour: last_four,
      }));
      const person = { channelUserId: user_id, name, phone, idNumber: id_number, cards };
      return { type: "known", person };
    }
  }
}

function signOutcome(answer: SignAnswer | undefined): SignOutcome {
  switch (answer?.state) {
    case undefined:
      return { type: "unclear" };
    case "signed":
      return { type: "signed", channelContractNo: answer.contract_no };
    case "refused":
      return { type: "refused", reason: answer.reason };
    case "not_found":
      return { type: "refused", reason: "unknown_at_channel" };
  }
}

/** A contract the bank never had needs no ending. */
function unsignOutcome(answer: UnsignAnswer | undefined): UnsignOutcome {
  switch (answer?.state) {
    case undefined:
    case "pending":
      return { type: "unclear" };
    case "ended":
    case "not_found":
      return { type: "terminated" };
    case "signed":
      return { type: "refused", reason: "still_signed" };
    case "refused":
      return { type: "refused", reason: answer.reason };
  }
}

function signBody(command: Signed): SignRequest {
  return {
    signing_id: command.signingId,
    contract_id: command.contractId,
    merchant_no: command.merchantNo,
    payee: command.payee,
    title: command.title,
    user_id: command.channelUserId,
    card_token: command.cardToken,
    per_transaction_limit: command.perTransactionLimit.fen,
    per_day_limit: command.perDayLimit.fen,
    currency: command.perDayLimit.currency,
    notice_url: command.noticeUrl,
  };
}

function unsignBody(command: UnsignAtChannel): UnsignRequest {
  return { contract_id: command.contractId, contract_no: command.channelContractNo };
}

function deductBody(command: DeductAtChannel): DeductRequest {
  return {
    channel_order_no: command.channelOrderNo,
    contract_no: command.channelContractNo,
    merchant_no: command.merchantNo,
    payee: command.payee,
    amount: command.amount.fen,
    currency: command.amount.currency,
    subject: command.subject,
    sent_at: command.sentAt,
    notice_url: command.noticeUrl,
  };
}
