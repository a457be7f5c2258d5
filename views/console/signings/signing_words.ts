import type { Lang } from "../../words.ts";
import type { ShownSigningState } from "./signing_columns.tsx";

const zh = {
  title: "签约",
  labels: {
    state: "状态",
    contract_code: "签约协议号",
    plan_id: "模板 ID",
    user_id: "用户号",
    signing_id: "签约 ID",
  },
  states: {
    open: "待签",
    signed: "已签",
    declined: "不签",
    expired: "已过期",
  } satisfies Readonly<Record<ShownSigningState, string>>,
  none: "还没有签约。用接口发起一次，把链接或码给顾客，它就会出现在这里。",
  columns: {
    contractCode: "签约协议号",
    state: "状态",
    created: "发起时间",
    userId: "用户号",
    planId: "模板 ID",
    planVersion: "模板版本",
    expires: "截止时间",
    already: "之前已签",
    yes: "是",
    contractId: "协议 ID",
    orderId: "订单 ID",
    signingId: "签约 ID",
  },
  page: "签约页",
  screen: "店内屏页",
  contract: "签成的协议",
  alreadySigned: "之前已签，没有重复签约，没有扣款。",
};

type SigningWords = typeof zh;

const en: SigningWords = {
  title: "Signings",
  labels: {
    state: "State",
    contract_code: "Contract code",
    plan_id: "Plan ID",
    user_id: "User ID",
    signing_id: "Signing ID",
  },
  states: { open: "Open", signed: "Signed", declined: "Declined", expired: "Expired" },
  none:
    "No signings yet. Start one through the API and give the consumer its link or code; it shows up here.",
  columns: {
    contractCode: "Contract code",
    state: "State",
    created: "Started",
    userId: "User ID",
    planId: "Plan ID",
    planVersion: "Plan version",
    expires: "Open until",
    already: "Signed before",
    yes: "Yes",
    contractId: "Contract ID",
    orderId: "Order ID",
    signingId: "Signing ID",
  },
  page: "Signing page",
  screen: "Shop screen page",
  contract: "Contract",
  alreadySigned: "Already signed before: nothing was signed twice, nothing charged.",
};

export function signingWords(lang: Lang): SigningWords {
  return lang === "zh" ? zh : en;
}
