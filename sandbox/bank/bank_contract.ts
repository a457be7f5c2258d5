import type { ChannelOrderNo, ContractId, MerchantNo, SigningId } from "../../core/id.ts";
import type { BoundCard } from "../../core/channel/card.ts";
import type { Machine } from "../../core/machine.ts";
import { cny, type Money } from "../../core/money.ts";
import { after, type Duration, type Instant } from "../../core/time.ts";
import type {
  SignAnswer,
  SignRequest,
  UnsignAnswer,
} from "../../core/channel/sandbox/contract_messages.ts";
import type { endedBy, WireContractNotice } from "../../core/channel/sandbox/contract_messages.ts";
import { SLOW } from "./magic.ts";
import { contractBehaviour } from "./magic_contracts.ts";

export type BankContractState = "signed" | "ended" | "refused";
export type BankContractSignal = "unsign_asked" | "ended";

/** What the bank refused to sign or has ended stays that way: the next contract has another number. */
export const bankContractMachine: Machine<BankContractState, BankContractSignal> = {
  signed: { unsign_asked: "signed", ended: "ended" },
  ended: {},
  refused: {},
};

/** `merchant`: by the portal's own unsign; the others happen at the bank, which then sends a notice. */
export type EndedBy = "merchant" | (typeof endedBy)[number];

export interface BankContractFacts {
  readonly contractId: ContractId;
  /** The bank's own number for it. */
  readonly contractNo: string;
  readonly signingId: SigningId;
  readonly merchantNo: MerchantNo;
  readonly payee: string;
  readonly title: string;
  /** Who signed, by the bank's number for that person. */
  readonly personNo: string;
  readonly cardToken: string;
  readonly perTransactionLimit: Money;
  readonly perDayLimit: Money;
  readonly noticeUrl: string;
  readonly arrivedAt: Instant;
  /** How often the portal has asked to end it. */
  readonly unsigns: number;
  readonly version: number;
  /** How far the owner's test clock is ahead of the bank's; read with the contract, never stored. */
  readonly clockOffset: Duration;
}

export type BankContractStanding =
  | { readonly state: "signed" }
  | {
    readonly state: "ended";
    readonly by: EndedBy;
    readonly endedAt: Instant;
    /** On the owner's clock; the bank says `pending` until then. */
    readonly toldFrom: Instant;
  }
  | { readonly state: "refused"; readonly reason: string };

export type BankContract = BankContractFacts & BankContractStanding;

/** What changed, and the notices it causes, each with its due time. */
export interface ContractStep {
  readonly contract: BankContract;
  readonly what: string;
  readonly notices: readonly { readonly at: Instant; readonly body: string }[];
  /** The gateway's answer is lost on the way. */
  readonly answerLost: boolean;
}

/** A contract reaches the bank: signed, or refused for good. */
export function arriveContract(
  request: SignRequest,
  { now, contractNo, clockOffset, card }: {
    readonly now: Instant;
    readonly contractNo: string;
    readonly clockOffset: Duration;
    /** That its token stands for, if any of this person's. */
    readonly card: BoundCard | undefined;
  },
): ContractStep {
  const facts: BankContractFacts = {
    contractId: request.contract_id as ContractId,
    contractNo,
    signingId: request.signing_id as SigningId,
    merchantNo: request.merchant_no as MerchantNo,
    payee: request.payee,
    title: request.title,
    personNo: request.user_id,
    cardToken: request.card_token,
    perTransactionLimit: cny(request.per_transaction_limit),
    perDayLimit: cny(request.per_day_limit),
    noticeUrl: request.notice_url,
    arrivedAt: now,
    unsigns: 0,
    version: 1,
    clockOffset,
  };
  const { sign } = contractBehaviour(request.title);
  const reason = sign === "refuses" ? "refused_by_bank" : card ? undefined : "card_unknown";
  const contract: BankContract = reason === undefined
    ? { ...facts, state: "signed" }
    : { ...facts, state: "refused", reason };
  const what = reason === undefined ? "signed" : "sign_refused";
  return { contract, what, notices: [], answerLost: sign === "breaks" };
}

/** The portal asks to end it. Undefined when it is not in force: then the answer is its present state. */
export function unsign(contract: BankContract, now: Instant): ContractStep | undefined {
  if (!bankContractMachine[contract.state].unsign_asked) return undefined;
  const behaviour = contractBehaviour(contract.title);
  const asked = {
    ...factsOf(contract),
    unsigns: contract.unsigns + 1,
    version: contract.version + 1,
  };
  const stays = { contract: { ...asked, state: "signed" }, notices: [] } as const;
  if (asked.unsigns <= behaviour.unsignRefusals) {
    return { ...stays, what: "unsign_refused", answerLost: false };
  }
  if (behaviour.unsign === "forgets" && asked.unsigns === 1) {
    return { ...stays, what: "unsign_lost", answerLost: true };
  }
  const ownNow = after(now, contract.clockOffset);
  const toldFrom = behaviour.unsign === "slow" ? after(ownNow, SLOW) : ownNow;
  const ended = { ...asked, state: "ended", by: "merchant", endedAt: now, toldFrom } as const;
  const answerLost = behaviour.unsign === "breaks";
  return { contract: ended, what: "ended merchant", notices: [], answerLost };
}

/** It ends at the bank: in the app, by the bank, or with the account. Undefined when it is not in force. */
export function endContract(
  contract: BankContract,
  by: Exclude<EndedBy, "merchant">,
  now: Instant,
): ContractStep | undefined {
  if (!bankContractMachine[contract.state].ended) return undefined;
  const facts = { ...factsOf(contract), version: contract.version + 1 };
  const toldFrom = after(now, contract.clockOffset);
  const ended = { ...facts, state: "ended", by, endedAt: now, toldFrom } as const;
  const told = { at: now, body: endNotice(contract, by) };
  const { notices } = contractBehaviour(contract.title);
  return {
    contract: ended,
    what: `ended ${by}`,
    notices: notices === "mixed"
      ? [told, told, { at: after(now, SLOW), body: signNotice(contract) }]
      : [told],
    answerLost: false,
  };
}

/** What the bank says about a signing. One that has ended in the meantime can no longer become a contract. */
export function signAnswerOf(contract: BankContract): SignAnswer {
  switch (contract.state) {
    case "signed":
      return { state: "signed", contract_no: contract.contractNo };
    case "ended":
      return { state: "refused", reason: "ended_at_bank" };
    case "refused":
      return { state: "refused", reason: contract.reason };
  }
}

export function unsignAnswerOf(contract: BankContract, now: Instant): UnsignAnswer {
  switch (contract.state) {
    case "signed":
      return { state: "signed" };
    case "ended":
      return { state: after(now, contract.clockOffset) < contract.toldFrom ? "pending" : "ended" };
    case "refused":
      return { state: "not_found" };
  }
}

/** Whether it is the same contract as the one requested under this id before. */
export function sameSigning(contract: BankContract, request: SignRequest): boolean {
  const { merchantNo, personNo, cardToken, perTransactionLimit, perDayLimit } = contract;
  const kept = [merchantNo, personNo, cardToken, perTransactionLimit.fen, perDayLimit.fen];
  const { merchant_no, user_id, card_token, per_transaction_limit, per_day_limit } = request;
  const asked = [merchant_no, user_id, card_token, per_transaction_limit, per_day_limit];
  return kept.every((fact, i) => fact === asked[i]);
}

/** The number the bank's log and notices use for a contract: its bare ULID. */
export function contractSubject(contractId: ContractId): ChannelOrderNo {
  return contractId.slice("ctr_".length) as ChannelOrderNo;
}

export function endNotice(contract: BankContract, by: Exclude<EndedBy, "merchant">): string {
  const told: WireContractNotice = {
    about: "contract",
    contract_id: contract.contractId,
    state: "ended",
    by,
  };
  return JSON.stringify(told);
}

function signNotice(contract: BankContract): string {
  const told: WireContractNotice = {
    about: "contract",
    contract_id: contract.contractId,
    state: "signed",
    contract_no: contract.contractNo,
  };
  return JSON.stringify(told);
}

function factsOf(contract: BankContract): BankContractFacts {
  const { contractId, contractNo, signingId, merchantNo, payee, title, personNo } = contract;
  const { cardToken, perTransactionLimit, perDayLimit, noticeUrl } = contract;
  const { arrivedAt, unsigns, version, clockOffset } = contract;
  return {
    contractId,
    contractNo,
    signingId,
    merchantNo,
    payee,
    title,
    personNo,
    cardToken,
    perTransactionLimit,
    perDayLimit,
    noticeUrl,
    arrivedAt,
    unsigns,
    version,
    clockOffset,
  };
}
