import type { ArrearFacts } from "../../core/arrear/arrear.ts";
import type { OwnArrear } from "../../core/arrear/own_arrear.ts";
import { cny } from "../../core/money.ts";
import { after, days, hours } from "../../core/time.ts";
import { START } from "./fake_clock.ts";
import { teaHouse } from "./fixtures.ts";
import { signedContract } from "./signings.ts";

const facts: ArrearFacts & Pick<OwnArrear, "payee" | "channel" | "contractState"> = {
  arrearId: "arr_01KAG8M0000000000000000031",
  deductionId: "ded_01KAG8M0000000000000000022",
  contractId: signedContract.contractId,
  merchantNo: teaHouse.merchantNo,
  merchantOrderNo: "P-2",
  settleMerchantNo: undefined,
  amount: cny(4_000),
  subject: "停车 3 小时 20 分",
  openedAt: START,
  retryTimes: [1, 3, 7].map((each) => after(START, days(each))),
  retriesPassed: 0,
  orderId: undefined,
  version: 1,
  payee: "江湾停车",
  channel: "sandbox",
  contractState: "active",
};
const owed = { state: "owed", retrying: undefined, retriesEnd: undefined } as const;
const deductionId = "ded_01KAG8M0000000000000000032";
const settled = { state: "settled", settledAt: after(START, days(1)) } as const;

/** Debts as their consumer sees them, in every state. */
export const ownArrears = {
  owed: { ...facts, ...owed },
  retrying: {
    ...facts,
    ...owed,
    arrearId: "arr_01KAG8M0000000000000000033",
    retrying: deductionId,
    retriesPassed: 1,
    payee: "Breeze & Bamboo Teahouse Trading Company, Hangzhou",
    subject: "Monthly tea tasting with the master, November",
    amount: cny(123_450),
  },
  paused: { ...facts, ...owed, contractState: "suspended" },
  over: { ...facts, ...owed, retriesPassed: 3, retriesEnd: "schedule_over" },
  ended: { ...facts, ...owed, retriesEnd: "contract_ended", contractState: "terminated" },
  settled_by_retry: { ...facts, ...settled, settledBy: { by: "retry", deductionId } },
  settled_by_charge: { ...facts, ...settled, settledBy: { by: "charge", deductionId } },
  settled_by_checkout: {
    ...facts,
    ...settled,
    settledBy: {
      by: "checkout",
      orderId: "ord_01KAG8M0000000000000000034",
      paymentId: "pay_01KAG8M0000000000000000035",
    },
  },
  waived: { ...facts, state: "waived", waivedAt: after(START, hours(3)), reason: undefined },
} as const satisfies Record<string, OwnArrear>;

export type OwnArrearName = keyof typeof ownArrears;
export const ownArrearNames = Object.keys(ownArrears) as readonly OwnArrearName[];
