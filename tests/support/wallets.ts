import type { Wallet } from "../../core/consumer/view_wallet.ts";
import { factsOf } from "../../core/contract/contract_facts.ts";
import type { ContractWithUse } from "../../core/contract/contract_store.ts";
import type { AnnouncedCharge, Charge } from "../../core/deduction/charge.ts";
import type { DeductionFacts } from "../../core/deduction/deduction.ts";
import type { BoundCard } from "../../core/card_binding/card_binding.ts";
import { channelOrderNo } from "../../core/id.ts";
import type { Merchant } from "../../core/merchant/merchant.ts";
import { cny } from "../../core/money.ts";
import { after, businessDay, hours, minutes } from "../../core/time.ts";
import { START } from "./fake_clock.ts";
import { ownArrears } from "./own_arrears.ts";
import { teaHouse } from "./fixtures.ts";
import { signedContract } from "./signings.ts";

const today = businessDay(START);
const parking: Merchant = { ...teaHouse, name: "江湾停车" };
const later = after(START, hours(3));

const facts = factsOf(signedContract);
const at = (owner: Merchant, usedFen = 0) => ({ owner, today, usedToday: cny(usedFen) });

const ending = {
  state: "terminating",
  terminatedBy: "consumer",
  reason: undefined,
  endedAt: later,
  askAfter: later,
  asks: 0,
} as const;
const ended = {
  state: "terminated",
  terminatedBy: "consumer",
  reason: undefined,
  endedAt: later,
  terminatedAt: later,
} as const;

/** One contract in every state it can be in. */
export const walletContracts = {
  active: { ...at(parking, 4_000), contract: { ...facts, state: "active" } },
  suspended: {
    ...at(teaHouse),
    contract: {
      ...facts,
      state: "suspended",
      suspensions: [
        { reason: "operator", setAt: later, text: "投诉处理中" },
        { reason: "charging_closed", setAt: later },
      ],
      contractId: "ctr_01KAG8M0000000000000000015",
      title: "茶馆会员自动续期",
    },
  },
  ending: {
    ...at(teaHouse),
    contract: {
      ...facts,
      ...ending,
      contractId: "ctr_01KAG8M0000000000000000016",
      title: "茶馆外送免密支付",
    },
  },
  ended: {
    ...at(parking),
    contract: {
      ...facts,
      ...ended,
      contractId: "ctr_01KAG8M0000000000000000017",
      title: "江湾地铁乘车免密支付",
    },
  },
  ended_by_shop: {
    ...at(parking),
    contract: {
      ...facts,
      ...ended,
      terminatedBy: "merchant",
      reason: "Membership closed",
      contractId: "ctr_01KAG8M0000000000000000018",
    },
  },
} as const satisfies Record<string, ContractWithUse>;

export type WalletContractName = keyof typeof walletContracts;
export const walletContractNames = Object.keys(walletContracts) as readonly WalletContractName[];

const charge: DeductionFacts & Pick<Charge, "payee"> = {
  deductionId: "ded_01KAG8M0000000000000000021",
  contractId: signedContract.contractId,
  merchantNo: teaHouse.merchantNo,
  merchantOrderNo: "P-1",
  settleMerchantNo: undefined,
  amount: cny(4_000),
  subject: "停车 3 小时 20 分",
  payee: parking.name,
  channel: "sandbox",
  channelOrderNo: channelOrderNo("ded_01KAG8M0000000000000000021"),
  day: today,
  createdAt: after(START, minutes(30)),
  version: 3,
};
const processing = {
  state: "processing",
  sentAt: START,
  queryAfter: after(START, minutes(5)),
  queries: 0,
  queriesEndedAt: undefined,
  nextPollAt: START,
} as const;

export const charges = [
  { ...charge, ...processing, deductionId: "ded_01KAG8M0000000000000000023" },
  {
    ...charge,
    state: "succeeded",
    succeededAt: START,
    channelTxnNo: "202611200009",
    refundReserved: cny(0),
    chargedBack: cny(0),
    refunded: cny(0),
  },
  {
    ...charge,
    deductionId: "ded_01KAG8M0000000000000000022",
    state: "failed",
    failedAt: START,
    reason: "insufficient_funds",
    payee: "江湾停车运河店",
    amount: cny(120_000),
    subject: "月卡",
  },
  {
    ...charge,
    ...processing,
    deductionId: "ded_01KAG8M0000000000000000020",
    queries: 2,
    subject: "停车 1 小时",
  },
  {
    ...charge,
    ...processing,
    deductionId: "ded_01KAG8M0000000000000000019",
    queryAfter: undefined,
    queries: 8,
    queriesEndedAt: after(START, hours(24)),
    subject: "停车 2 小时",
  },
] as const satisfies readonly Charge[];

export const announced: readonly AnnouncedCharge[] = [{
  noticeId: "dnt_01KAG8M0000000000000000024",
  contractId: walletContracts.suspended.contract.contractId,
  merchantNo: teaHouse.merchantNo,
  amount: cny(2_500),
  subject: "十二月会员费",
  payee: teaHouse.name,
  chargeAt: undefined,
  state: "sent",
  recordedAt: START,
  sentAt: START,
  chargeableFrom: after(START, hours(24)),
  version: 1,
}];

const person = {
  mode: "test",
  takesPhone: true,
  chargingClosedAt: undefined,
  phoneLostAt: undefined,
  yetToAgree: [],
  maskedName: "柳*",
  maskedPhone: "199****0001",
} as const;
const boundCard: BoundCard = {
  bindingId: "bnd_01KAG8M0000000000000000031",
  consumerId: signedContract.consumerId,
  merchantNo: teaHouse.merchantNo,
  mode: "test",
  channel: "unionpay",
  channelOrderNo: channelOrderNo("bnd_01KAG8M0000000000000000031"),
  requestor: "62000000001",
  begunAt: START,
  version: 2,
  state: "bound",
  sealedToken: "sealed",
  tokenEndsAt: undefined,
  lastFour: "0018",
  issuer: "平安银行",
  cardType: "debit",
  boundAt: START,
};

/** One in every state in which a wallet has it, and one of which little is known. */
export const walletCards = [
  boundCard,
  {
    ...boundCard,
    bindingId: "bnd_01KAG8M0000000000000000032",
    lastFour: "0000",
    cardType: "credit",
  },
  {
    ...boundCard,
    bindingId: "bnd_01KAG8M0000000000000000033",
    issuer: undefined,
    lastFour: undefined,
    cardType: undefined,
  },
  {
    ...boundCard,
    bindingId: "bnd_01KAG8M0000000000000000034",
    issuer: "招商银行",
    lastFour: "0048",
    state: "deleting",
    askAfter: later,
    asks: 0,
  },
] as const satisfies Wallet["cards"];

const none = { payments: [], disputes: [] } as const;

/** Wallets as people have them. */
export const wallets = {
  empty: {
    ...person,
    tellAfterCharge: false,
    contracts: [],
    cards: [],
    charges: [],
    announced: [],
    arrears: [],
    ...none,
  },
  one: {
    ...person,
    tellAfterCharge: false,
    contracts: [walletContracts.active],
    cards: [],
    charges: [],
    announced: [],
    arrears: [],
    ...none,
  },
  full: {
    ...person,
    tellAfterCharge: true,
    contracts: Object.values(walletContracts),
    cards: walletCards,
    charges,
    announced,
    arrears: [ownArrears.owed, ownArrears.retrying],
    ...none,
  },
} as const satisfies Record<string, Wallet>;

export type WalletName = keyof typeof wallets;
export const walletNames = Object.keys(wallets) as readonly WalletName[];
