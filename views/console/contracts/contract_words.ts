import type { ContractState, TerminatedBy } from "../../../core/contract/contract.ts";
import type { Lang } from "../../words.ts";

const zh = {
  title: "签约协议",
  labels: {
    state: "状态",
    contract_code: "签约协议号",
    plan_id: "模板 ID",
    user_id: "用户号",
    open_id: "open_id",
  },
  states: {
    active: "有效",
    suspended: "已暂停",
    terminating: "正在解约",
    terminated: "已解约",
  } satisfies Readonly<Record<ContractState, string>>,
  endedBy: {
    consumer: "用户",
    merchant: "商户",
    operator: "运营方",
    channel: "渠道",
    expiry: "到期",
    account_closure: "销户",
  } satisfies Readonly<Record<TerminatedBy, string>>,
  none: "还没有签约协议。顾客签了以后，它会出现在这里。",
  columns: {
    contractCode: "签约协议号",
    usedToday: "今天已扣",
    state: "状态",
    signed: "签约时间",
    title: "标题",
    perTransaction: "每次限额",
    perDay: "每日限额",
    userId: "用户号",
    openId: "open_id",
    card: "卡",
    endedBy: "谁解约",
    ended: "解约时间",
    expires: "到期时间",
    planId: "模板 ID",
    planVersion: "模板版本",
    contractId: "协议 ID",
  },
};

type ContractWords = typeof zh;

const en: ContractWords = {
  title: "Contracts",
  labels: {
    state: "State",
    contract_code: "Contract code",
    plan_id: "Plan ID",
    user_id: "User ID",
    open_id: "open_id",
  },
  states: {
    active: "In force",
    suspended: "Suspended",
    terminating: "Ending",
    terminated: "Ended",
  },
  endedBy: {
    consumer: "Consumer",
    merchant: "Merchant",
    operator: "Operator",
    channel: "Channel",
    expiry: "Expiry",
    account_closure: "Account closure",
  },
  none: "No contracts yet. Once a consumer signs, the contract shows up here.",
  columns: {
    contractCode: "Contract code",
    usedToday: "Charged today",
    state: "State",
    signed: "Signed",
    title: "Title",
    perTransaction: "Limit per charge",
    perDay: "Limit per day",
    userId: "User ID",
    openId: "open_id",
    card: "Card",
    endedBy: "Ended by",
    ended: "Ended at",
    expires: "Expires",
    planId: "Plan ID",
    planVersion: "Plan version",
    contractId: "Contract ID",
  },
};

export function contractWords(lang: Lang): ContractWords {
  return lang === "zh" ? zh : en;
}
