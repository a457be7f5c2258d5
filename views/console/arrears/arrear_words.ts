import type { ArrearState, RetriesEnd, SettledBy } from "../../../core/arrear/arrear.ts";
import type { Lang } from "../../words.ts";

const zh = {
  title: "欠款",
  labels: {
    state: "状态",
    merchant_order_no: "订单号",
    contract_id: "协议 ID",
    amount_from: "金额不低于（元）",
    amount_to: "金额不高于（元）",
  },
  states: { owed: "未付", settled: "已付清", waived: "已免除" } satisfies Readonly<
    Record<ArrearState, string>
  >,
  settledBy: {
    retry: "再扣",
    charge: "原来的扣款",
    checkout: "用户付款",
  } satisfies Readonly<Record<SettledBy["by"], string>>,
  retriesEnds: {
    schedule_over: "已到最后一次",
    contract_ended: "协议已结束",
    copy_restored: "从备份恢复过，之后是否付过无从得知",
  } satisfies Readonly<Record<RetriesEnd, string>>,
  none: "没有欠款。按写明欠款的协议扣款，余额不足没扣成的会列在这里。",
  columns: {
    merchantOrderNo: "订单号",
    amount: "金额",
    state: "状态",
    opened: "欠款时间",
    next: "下次再扣",
    subject: "内容",
    ended: "结束时间",
    settledBy: "怎样付的",
    contractId: "协议 ID",
    deductionId: "扣款 ID",
    arrearId: "欠款 ID",
    settle: "结算商户号",
  },
  retryTimes: "再扣时间",
  retrying: "正在再扣",
  settling: "付清它的扣款",
  retriesEnd: "不再扣的原因",
  order: "用户付款的订单",
  reason: "免除原因",
  waive: "免除",
  waiveTitle: (no: string) => `免除欠款 ${no}？`,
  waiveHelp: "不再扣，用户也不用再付。免除后不能恢复。",
  waiveReason: "原因",
  waiveReasonHint: "用户看不到。",
  keep: "不免除",
  problems: {
    reason: "最多 200 字，不能含卡号或控制字符。",
    arrear_not_owed: "这笔欠款已付清或已免除，没有改变。",
    arrear_being_paid: "再扣或用户的付款还没有结果，现在不能免除。",
  },
};

type ArrearWords = typeof zh;

const en: ArrearWords = {
  title: "Arrears",
  labels: {
    state: "State",
    merchant_order_no: "Order number",
    contract_id: "Contract ID",
    amount_from: "Amount from (yuan)",
    amount_to: "Amount up to (yuan)",
  },
  states: { owed: "Owed", settled: "Paid", waived: "Waived" },
  settledBy: { retry: "Retry", charge: "The charge itself", checkout: "Paid by the consumer" },
  retriesEnds: {
    schedule_over: "All retries made",
    contract_ended: "Contract ended",
    copy_restored: "Restored from a copy: nobody knows what was paid since",
  },
  none:
    "No arrears. A charge that fails for lack of money is listed here where the contract says it's owed.",
  columns: {
    merchantOrderNo: "Order number",
    amount: "Amount",
    state: "State",
    opened: "Owed since",
    next: "Next retry",
    subject: "Subject",
    ended: "Ended at",
    settledBy: "Settled by",
    contractId: "Contract ID",
    deductionId: "Deduction ID",
    arrearId: "Arrear ID",
    settle: "Settles to",
  },
  retryTimes: "Retry times",
  retrying: "Being retried",
  settling: "Settled by deduction",
  retriesEnd: "Why there are no more retries",
  order: "Order the consumer pays by",
  reason: "Reason for waiving",
  waive: "Waive",
  waiveTitle: (no) => `Waive the arrear ${no}?`,
  waiveHelp: "It isn't retried, and the consumer no longer owes it. This can't be undone.",
  waiveReason: "Reason",
  waiveReasonHint: "The consumer doesn't see it.",
  keep: "Keep it",
  problems: {
    reason: "Up to 200 characters, without card numbers or control characters.",
    arrear_not_owed: "It has been paid or waived already. Nothing was changed.",
    arrear_being_paid:
      "A retry or a payment of the consumer has no result yet, so it can't be waived now.",
  },
};

export function arrearWords(lang: Lang): ArrearWords {
  return lang === "zh" ? zh : en;
}
