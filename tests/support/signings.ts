import type { BoundCard } from "../../core/channel/card.ts";
import type { Contract } from "../../core/contract/contract.ts";
import type { OpenId, OrderId } from "../../core/id.ts";
import type { Merchant } from "../../core/merchant/merchant.ts";
import { cny } from "../../core/money.ts";
import type { Plan } from "../../core/plan/plan.ts";
import { cardLabel, cardLabels } from "../../core/signing/disclosure.ts";
import type { SigningFacts, SigningStanding } from "../../core/signing/signing.ts";
import { payeesOf, termsOf } from "../../core/signing/terms.ts";
import type { SigningConsumer, SigningView } from "../../core/signing/view_signing.ts";
import { after, minutes } from "../../core/time.ts";
import type { Place } from "../../views/sign/place.ts";
import { START } from "./fake_clock.ts";
import { teaHouse } from "./fixtures.ts";

const parking: Merchant = { ...teaHouse, name: "江湾停车" };

export const usagePlan: Plan = {
  planId: "pln_01KAG8M0000000000000000011",
  version: 1,
  appId: teaHouse.appId,
  merchantNo: teaHouse.merchantNo,
  state: "approved",
  request: "new",
  kind: "usage",
  shortName: "停车无感支付",
  title: "江湾停车场离场自动付费",
  packageText:
    "一、离场时按实际停车时长扣款，费率以场内公示为准。\n二、每次扣款都列在“我的签约”。\n三、你可以随时解约，解约后立即停止扣款。",
  perTransactionLimit: cny(20_000),
  perDayLimit: cny(123_450),
  contractDays: undefined,
  requiresCreditCard: false,
  verifyPhone: true,
  verifyIdNumber: false,
  networkAdvanceReason: undefined,
  fixedMerchantNos: [],
  noFixedMerchantReason: "按停车场入驻情况增加",
  unsignNoticeUrl: undefined,
  rejectionReason: undefined,
  submittedAt: START,
  decidedAt: START,
  eventVersion: 2,
};

const signingFacts: SigningFacts = {
  signingId: "sgn_01KAG8M0000000000000000012",
  merchantNo: teaHouse.merchantNo,
  appId: teaHouse.appId,
  planId: usagePlan.planId,
  planVersion: 1,
  contractCode: "CAR-1",
  userId: undefined,
  returnUrl: "https://parking.example/back?from=sign",
  orderId: undefined,
  appUrl: undefined,
  createdAt: START,
  expiresAt: after(START, minutes(30)),
  version: 1,
};

const debit: BoundCard = { token: "tok-1", bank: "江湾银行", lastFour: "0014", type: "debit" };
const credit: BoundCard = { token: "tok-2", bank: "云杉银行", lastFour: "0022", type: "credit" };

const person: SigningConsumer = {
  consumerId: "con_01KAG8M0000000000000000012",
  maskedName: "柳*",
  maskedPhone: "199****0001",
  maskedIdNumber: "110*************12",
  cards: [debit, credit],
};

export const signedContract: Extract<Contract, { state: "active" }> = {
  contractId: "ctr_01KAG8M0000000000000000013",
  contractCode: "CAR-1",
  signingId: signingFacts.signingId,
  planId: usagePlan.planId,
  planVersion: 1,
  appId: teaHouse.appId,
  openId: "oid-1" as OpenId,
  consumerId: "con_01KAG8M0000000000000000014",
  userId: undefined,
  merchantNo: teaHouse.merchantNo,
  kind: "usage",
  title: usagePlan.title,
  perTransactionLimit: usagePlan.perTransactionLimit,
  perDayLimit: usagePlan.perDayLimit,
  fixedMerchantNos: [],
  sharedWith: [],
  sharingAgreementId: undefined,
  channel: "sandbox",
  channelContractNo: "SBX1",
  cardToken: debit.token,
  cardLabel: cardLabel(debit, "zh"),
  lang: "zh",
  signedAt: after(START, minutes(2)),
  expiresAt: undefined,
  linksEnded: 0,
  state: "active",
  version: 1,
  chain: "00",
};

const open: SigningStanding = { state: "open", refusal: undefined };

interface Given {
  readonly merchant?: Merchant;
  readonly parent?: Merchant;
  readonly plan?: Partial<Plan>;
  readonly orderId?: OrderId;
  readonly signing?: SigningStanding;
  readonly consumer?: SigningConsumer | undefined;
  readonly contract?: Contract;
  readonly code?: SigningView["code"];
  readonly signature?: SigningView["signature"];
  readonly checkoutPath?: string;
}

function view<S extends SigningView["standing"]>(
  standing: S,
  given: Given = {},
): SigningView & { readonly standing: S } {
  const plan = { ...usagePlan, ...given.plan };
  const { merchant = parking, consumer } = given;
  const card = consumer?.cards[0];
  const chain = given.parent ? [merchant, given.parent] as const : [merchant] as const;
  const terms = termsOf(
    plan,
    payeesOf(chain, { agreement: undefined, children: [] }, plan),
    cardLabels(card),
  );
  return {
    signing: { ...signingFacts, orderId: given.orderId, ...given.signing ?? open },
    plan,
    merchant,
    parent: given.parent,
    consumer,
    card,
    contract: given.contract,
    payee: merchant,
    shown: { zh: { ...terms.zh, digest: "5e-zh" }, en: { ...terms.en, digest: "5e-en" } },
    standing,
    signature: given.signature ?? "none",
    code: given.code,
    checkoutPath: given.checkoutPath,
    mark: `1-${standing.state}`,
  };
}

const sentCode = { sentAt: START, expiresAt: after(START, minutes(5)) };
const orderId = "ord_01KAG8M0000000000000000001";
const payPath = `/checkout/${orderId}`;
const made = { contractId: signedContract.contractId };
const ready = { state: "ready", refusal: undefined } as const;
const signedFirst = { state: "signed", ...made, alreadySigned: false } as const;
const signedAgain = { ...signedFirst, alreadySigned: true } as const;
const signed = { ...signedFirst, mine: true } as const;
const { consumerId } = signedContract;
const signedSigning = { ...signedFirst, consumerId };
const nobody = { ...person, cards: [] };
const long: Merchant = { ...parking, name: "Breeze & Bamboo Teahouse Trading Company, Hangzhou" };

/** Everything a sign page can be, by name: what its tests, its accessibility run and its pictures go through. */
export const signings = {
  outside: view({ state: "outside" }),
  outside_pay: view({ state: "outside" }, { orderId, parent: teaHouse }),
  ready: view(ready, { consumer: person }),
  ready_parent: view(ready, { consumer: person, parent: teaHouse, merchant: long }),
  ready_pay: view(ready, { consumer: person, orderId }),
  ready_plain: view(ready, { consumer: person, plan: { verifyPhone: false } }),
  ready_owing: view(ready, { consumer: person, plan: { arrearRetryDays: [1, 3, 7] } }),
  ready_ending: view(ready, { consumer: person, plan: { contractDays: 30 } }),
  ready_credit: view(ready, {
    consumer: { ...person, cards: [credit] },
    plan: { verifyPhone: false, verifyIdNumber: true, requiresCreditCard: true },
  }),
  code: view(ready, { consumer: person, code: sentCode }),
  code_and_id: view(ready, {
    consumer: person,
    code: sentCode,
    plan: { verifyIdNumber: true },
  }),
  refused_by_channel: view({ state: "ready", refusal: "card_restricted" }, {
    consumer: person,
    signing: { state: "open", refusal: "card_restricted" },
    plan: { verifyPhone: false },
  }),
  already_signed: view({ state: "already_signed", ...made }, {
    consumer: person,
    contract: signedContract,
  }),
  no_card: view({ state: "no_card" }, { consumer: nobody, plan: { requiresCreditCard: true } }),
  plan_changed: view({ state: "plan_changed" }, { consumer: person }),
  not_available: view({ state: "not_available" }, { consumer: person }),
  blocked: view({ state: "blocked" }, { consumer: person }),
  charging_closed: view({ state: "charging_closed", phoneLost: false }, { consumer: person }),
  phone_lost: view({ state: "charging_closed", phoneLost: true }, { consumer: person }),
  verifying: view({ state: "confirming", mine: true }, { consumer: person }),
  verifying_elsewhere: view({ state: "confirming", mine: false }),
  signed: view(signed, { consumer: person, contract: signedContract, signing: signedSigning }),
  signed_pay: view(signed, {
    consumer: person,
    contract: signedContract,
    signing: signedSigning,
    orderId,
    checkoutPath: payPath,
  }),
  signed_again: view({ ...signedAgain, mine: true }, {
    consumer: person,
    contract: signedContract,
    signing: { ...signedAgain, consumerId },
  }),
  signed_on_phone: view({ ...signed, mine: false }, { signing: signedSigning }),
  signed_by_other: view({ ...signed, mine: false }, { consumer: person, signing: signedSigning }),
  declined: view({ state: "declined" }, { consumer: person, signing: { state: "declined" } }),
  expired: view({ state: "expired" }, { signing: { state: "expired" } }),
} as const satisfies Record<string, SigningView>;

export type SigningName = keyof typeof signings;
export const signingNames = Object.keys(signings) as readonly SigningName[];

/** A sandbox, seen on a phone or on a desktop. */
export function placeOf({ signing }: SigningView, phone = true): Place {
  const signUrl = `https://portal.example/sign/${signing.signingId}`;
  return {
    signUrl,
    appUrl: `https://portal.example/sandbox/wallet?open=${encodeURIComponent(signUrl)}`,
    inbox: true,
    phone,
  };
}
