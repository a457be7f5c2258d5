import type { OrderState } from "../../../core/order/order.ts";
import type { Lang } from "../../words.ts";

const zh = {
  title: "订单",
  labels: {
    state: "状态",
    merchant_order_no: "订单号",
    amount_from: "金额不低于（元）",
    amount_to: "金额不高于（元）",
    settle_merchant_no: "结算商户号",
    link_id: "收款链接",
  },
  states: {
    open: "待付款",
    paid: "已付款",
    closed: "已关闭",
    expired: "已过期",
  } satisfies Readonly<
    Record<OrderState, string>
  >,
  none: "还没有订单。用接口下一单，或让顾客扫一个收款码，它就会出现在这里。",
  columns: {
    merchantOrderNo: "订单号",
    amount: "金额",
    refunded: "已退",
    state: "状态",
    created: "下单时间",
    ended: "付款或结束时间",
    subject: "内容",
    orderId: "订单 ID",
    settle: "结算商户号",
    method: "付款方式",
    channelTxnNo: "渠道交易号",
    linkId: "收款链接",
  },
};

type OrderWords = typeof zh;

const en: OrderWords = {
  title: "Orders",
  labels: {
    state: "State",
    merchant_order_no: "Order number",
    amount_from: "Amount from (yuan)",
    amount_to: "Amount up to (yuan)",
    settle_merchant_no: "Settles to",
    link_id: "Link",
  },
  states: { open: "Open", paid: "Paid", closed: "Closed", expired: "Expired" },
  none:
    "No orders yet. Place one through the API, or have somebody scan a code, and it shows up here.",
  columns: {
    merchantOrderNo: "Order number",
    amount: "Amount",
    refunded: "Refunded",
    state: "State",
    created: "Placed",
    ended: "Paid or ended",
    subject: "Subject",
    orderId: "Order ID",
    settle: "Settles to",
    method: "Method",
    channelTxnNo: "Channel transaction number",
    linkId: "Link",
  },
};

export function orderWords(lang: Lang): OrderWords {
  return lang === "zh" ? zh : en;
}
