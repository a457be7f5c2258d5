import type { Flow } from "../../../core/method/payment_method.ts";
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
  paidAt: "付款时间",
  expiresAt: "付款截止",
  endedAt: "结束时间",
  returned: "已退金额",
  left: "还可退",
  card: (method: string, lastFour: string) => `${method}，尾号 ${lastFour}`,
  checkout: "付款页",
  refund: "退货",
  close: "关闭订单",
  closeHelp: "关闭后不能再付款。已在路上的款项若成功，会原路退回。",
  closeQuestion: (no: string) => `关闭订单 ${no}？`,
  keep: "保留",
  notOpen: "订单已经不是待付款，没有改动。现在的情况见下。",
  payments: "付款",
  noPayments: "还没有人付款。",
  paymentStates: {
    processing: "处理中",
    unclear: "没有结果",
    succeeded: "成功",
    late: "迟到，退回",
    failed: "失败",
  },
  flows: {
    in_app_control: "云闪付内",
    app_link: "打开云闪付",
    wap_page: "网页",
    cashier: "收银台",
    screen_code: "扫码",
    app_control: "商户 App 内",
    consumer_code: "付款码",
    test_helper: "测试",
  } satisfies Readonly<Record<Flow, string>>,
  refunds: "退货",
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
  paidAt: "Paid at",
  expiresAt: "Pay by",
  endedAt: "Ended at",
  returned: "Refunded",
  left: "Left to refund",
  card: (method, lastFour) => `${method} ending in ${lastFour}`,
  checkout: "Checkout",
  refund: "Refund",
  close: "Close order",
  closeHelp: "Nobody can pay it after that. Money already on its way is returned if it arrives.",
  closeQuestion: (no) => `Close order ${no}?`,
  keep: "Keep it",
  notOpen: "The order is no longer open, so nothing was changed. This is how it stands.",
  payments: "Payments",
  noPayments: "Nobody has tried to pay yet.",
  paymentStates: {
    processing: "Processing",
    unclear: "No result",
    succeeded: "Succeeded",
    late: "Late, returned",
    failed: "Failed",
  },
  flows: {
    in_app_control: "in UnionPay",
    app_link: "opens UnionPay",
    wap_page: "web page",
    cashier: "cashier",
    screen_code: "scanned code",
    app_control: "in your app",
    consumer_code: "payer's code",
    test_helper: "test",
  },
  refunds: "Refunds",
};

export function orderWords(lang: Lang): OrderWords {
  return lang === "zh" ? zh : en;
}
