import type { DeductionFailure, ShownDeductionState } from "../../../core/deduction/deduction.ts";
import type { Lang } from "../../words.ts";

const zh = {
  title: "免密扣款",
  labels: {
    state: "状态",
    merchant_order_no: "订单号",
    contract_id: "协议 ID",
    failure: "没有扣成的原因",
    amount_from: "金额不低于（元）",
    amount_to: "金额不高于（元）",
  },
  states: {
    processing: "等待结果",
    succeeded: "已扣款",
    failed: "没有扣成",
  } satisfies Readonly<Record<ShownDeductionState, string>>,
  failures: {
    insufficient_funds: "余额不足",
    declined_by_bank: "银行没有同意",
    card_expired: "卡已过期",
    card_restricted: "卡被限制",
    limit_exceeded_at_bank: "超过银行限额",
    wrong_password: "密码错误",
    risk_refused: "风险控制拒绝",
    cancelled_by_payer: "用户取消",
    expired_at_channel: "渠道已过期",
    refused_by_channel: "渠道拒绝",
    unknown_at_channel: "渠道没有这笔",
    contract_ended: "发送前已解约",
    contract_suspended: "发送前协议已暂停",
    merchant_not_active: "发送前商户号已停用",
  } satisfies Readonly<Record<DeductionFailure, string>>,
  none: "还没有免密扣款。在有效的签约协议上扣一笔，它就会出现在这里。",
  columns: {
    merchantOrderNo: "订单号",
    amount: "金额",
    state: "状态",
    created: "扣款时间",
    subject: "内容",
    refunded: "已退",
    failure: "没有扣成的原因",
    channelTxnNo: "渠道交易号",
    settle: "结算商户号",
    contractCode: "签约协议号",
    contractId: "协议 ID",
    deductionId: "扣款 ID",
  },
  unclear: "渠道没有给出结果，已停止查询；收到通知仍会更新。请勿重复扣款。",
  leftToday: "今天还可扣",
  ended: "结束时间",
  polling: "查询过于频繁",
  early: (count: number, max: number) =>
    `已提前查询 ${count} 次；到 ${max} 次会暂停这个编号的查询。请按 next_poll_at 查询，或等通知。`,
  blocked: (time: string) => `${time} 之前，查询这个编号会被拒绝。`,
  refunds: "退货",
};

type DeductionWords = typeof zh;

const en: DeductionWords = {
  title: "Deductions",
  labels: {
    state: "State",
    merchant_order_no: "Order number",
    contract_id: "Contract ID",
    failure: "Reason for failure",
    amount_from: "Amount from (yuan)",
    amount_to: "Amount up to (yuan)",
  },
  states: { processing: "Awaiting result", succeeded: "Charged", failed: "Failed" },
  failures: {
    insufficient_funds: "Insufficient funds",
    declined_by_bank: "Declined by the bank",
    card_expired: "Card expired",
    card_restricted: "Card restricted",
    limit_exceeded_at_bank: "Over the bank's limit",
    wrong_password: "Wrong password",
    risk_refused: "Refused by risk control",
    cancelled_by_payer: "Cancelled by the payer",
    expired_at_channel: "Expired at the channel",
    refused_by_channel: "Refused by the channel",
    unknown_at_channel: "Unknown to the channel",
    contract_ended: "Contract ended before it was sent",
    contract_suspended: "Contract suspended before it was sent",
    merchant_not_active: "Merchant number inactive before it was sent",
  },
  none: "No deductions yet. Charge a contract in force and it shows up here.",
  columns: {
    merchantOrderNo: "Order number",
    amount: "Amount",
    state: "State",
    created: "Charged",
    subject: "Subject",
    refunded: "Refunded",
    failure: "Reason for failure",
    channelTxnNo: "Channel transaction number",
    settle: "Settles to",
    contractCode: "Contract code",
    contractId: "Contract ID",
    deductionId: "Deduction ID",
  },
  unclear:
    "The channel gave no result and isn't asked any more; a notice still settles it. Don't charge again.",
  leftToday: "Left today",
  ended: "Ended at",
  polling: "Polled too often",
  early: (count, max) =>
    `Polled ${count} times before it was due; at ${max}, queries for this ID are blocked for a while. Poll at next_poll_at, or wait for the webhook.`,
  blocked: (time) => `Queries for this ID are refused until ${time}.`,
  refunds: "Refunds",
};

export function deductionWords(lang: Lang): DeductionWords {
  return lang === "zh" ? zh : en;
}
