import type { RefundFacts, RefundState } from "../../../core/refund/refund.ts";
import type { Lang } from "../../words.ts";

const zh = {
  title: "退货",
  labels: {
    state: "状态",
    merchant_refund_no: "退货号",
    order_id: "订单 ID",
    deduction_id: "扣款 ID",
    amount_from: "金额不低于（元）",
    amount_to: "金额不高于（元）",
    cause: "起因",
  },
  states: {
    requested: "已申请",
    processing: "处理中",
    succeeded: "已退",
    failed: "失败",
  } satisfies Readonly<Record<RefundState, string>>,
  unclear: "没有结果",
  causes: { merchant: "商户申请", late_payment: "迟到的付款" } satisfies Readonly<
    Record<RefundFacts["cause"], string>
  >,
  none: "还没有退货。在一张已付款的订单或一笔已扣的款上可以退货。",
  columns: {
    merchantRefundNo: "退货号",
    amount: "金额",
    state: "状态",
    created: "申请时间",
    ended: "完成时间",
    of: "订单或扣款 ID",
    cause: "起因",
    reason: "原因",
    failure: "失败原因",
    channelTxnNo: "渠道交易号",
    refundId: "退货 ID",
  },
  refundOf: {
    order: (no: string) => `订单 ${no} 退货`,
    deduction: (no: string) => `扣款 ${no} 退货`,
  },
  paid: { order: "已付款", deduction: "已扣款" },
  left: (amount: string) => `还可退 ${amount}`,
  nothingLeft: { order: "这张订单没有可退的了。", deduction: "这笔扣款没有可退的了。" },
  notPaid: {
    order: "订单还没有付款，没有可退的。",
    deduction: "这笔款没有扣成，没有可退的。",
  },
  amount: "退货金额（元）",
  amountHint: "全部或一部分，原路退回。",
  reason: "原因（选填）",
  reasonHint: "最多 200 字，顾客看不到。",
  next: "下一步：核对",
  nextHelp: "下一页会写明金额，确认后才退。",
  submit: (amount: string) => `退 ${amount}`,
  change: "改金额",
  checkTitle: (amount: string) => `退 ${amount}？`,
  checkHelp: (left: string) => `提交后不能撤回。退后还可退 ${left}。`,
  problems: {
    amount: "请写元，最多两位小数，例如 12.50。",
    too_much: (left: string) => `最多还可退 ${left}。没有退款。`,
    changed: (left: string) => `刚才有变动，现在还可退 ${left}。没有退款，请核对后再提交。`,
    too_low: "这笔付款已经结算，待结余额不够退。没有退款。",
    too_old: "付款太久，渠道已经不能退款。没有退款。",
    reason: "原因太长，或含有卡号、控制字符等不能保存的内容。",
    used: "这张表单已经提交过另一笔退货。请重新开始。",
  },
};

type RefundWords = typeof zh;

const en: RefundWords = {
  title: "Refunds",
  labels: {
    state: "State",
    merchant_refund_no: "Refund number",
    order_id: "Order ID",
    deduction_id: "Deduction ID",
    amount_from: "Amount from (yuan)",
    amount_to: "Amount up to (yuan)",
    cause: "Cause",
  },
  states: {
    requested: "Requested",
    processing: "Processing",
    succeeded: "Refunded",
    failed: "Failed",
  },
  unclear: "No result",
  causes: { merchant: "Asked for", late_payment: "Late payment" },
  none: "No refunds yet. A paid order or a deduction can be refunded from its page.",
  columns: {
    merchantRefundNo: "Refund number",
    amount: "Amount",
    state: "State",
    created: "Requested",
    ended: "Finished",
    of: "Order or deduction ID",
    cause: "Cause",
    reason: "Reason",
    failure: "Failure",
    channelTxnNo: "Channel transaction number",
    refundId: "Refund ID",
  },
  refundOf: {
    order: (no) => `Refund order ${no}`,
    deduction: (no) => `Refund deduction ${no}`,
  },
  paid: { order: "Paid", deduction: "Charged" },
  left: (amount) => `${amount} left to refund`,
  nothingLeft: {
    order: "There's nothing left to refund on this order.",
    deduction: "There's nothing left to refund on this deduction.",
  },
  notPaid: {
    order: "The order hasn't been paid, so there's nothing to refund.",
    deduction: "The deduction hasn't succeeded, so there's nothing to refund.",
  },
  amount: "Amount (yuan)",
  amountHint: "All of it or a part, back to the original payment method.",
  reason: "Reason (optional)",
  reasonHint: "Up to 200 characters. The customer doesn't see it.",
  next: "Next: check it",
  nextHelp: "The next page says the amount. Nothing is refunded before that.",
  submit: (amount) => `Refund ${amount}`,
  change: "Change the amount",
  checkTitle: (amount) => `Refund ${amount}?`,
  checkHelp: (left) => `It can't be taken back. ${left} is left to refund after it.`,
  problems: {
    amount: "Write yuan with at most two decimals, like 12.50.",
    too_much: (left) => `At most ${left} is left to refund. Nothing was refunded.`,
    changed: (left) =>
      `Something has just changed: ${left} is left to refund now. Nothing was refunded. Check it, then submit again.`,
    too_low:
      "This payment is settled, and you are owed too little to give it back. Nothing was refunded.",
    too_old:
      "The payment is too old: the channel gives nothing back any more. Nothing was refunded.",
    reason: "The reason is too long, or holds something we don't store, such as a card number.",
    used: "This form has already made another refund. Start again.",
  },
};

export function refundWords(lang: Lang): RefundWords {
  return lang === "zh" ? zh : en;
}
