import { channelOrderNo, merchantNo } from "../../core/id.ts";
import { type Merchant, products } from "../../core/merchant/merchant.ts";
import { cny } from "../../core/money.ts";
import type { Order } from "../../core/order/order.ts";
import { type Payment, sentPayment as newPayment } from "../../core/payment/payment.ts";
import type { PlanForm } from "../../core/plan/plan.ts";
import { after, milliseconds, minutes } from "../../core/time.ts";
import { START } from "./fake_clock.ts";

/** A tea house that may do everything in test mode. */
export const teaHouse: Merchant = {
  merchantNo: merchantNo("888000000000001"),
  parentNo: undefined,
  appId: "app_01KAG8M0000000000000000003",
  testOf: undefined,
  enterpriseId: undefined,
  reference: undefined,
  name: "清风茶馆",
  mode: "test",
  products,
  returnUrls: [],
  embedOrigins: [],
  channel: undefined,
  clockOffset: milliseconds(0),
  createdAt: START,
  state: "active",
  version: 1,
};

/** What its members may sign. */
export const refillForm: PlanForm = {
  request: "new",
  kind: "usage",
  shortName: "清风茶馆",
  title: "会员续杯",
  packageText: "用完即付",
  perTransactionLimit: cny(10_000),
  perDayLimit: cny(100_000),
  contractDays: undefined,
  requiresCreditCard: false,
  verifyPhone: true,
  verifyIdNumber: false,
  networkAdvanceReason: undefined,
  fixedMerchantNos: [],
  noFixedMerchantReason: "按门店增加",
  unsignNoticeUrl: undefined,
};

/** An unpaid pot of tea. */
export const openOrder: Order = {
  orderId: "ord_01KAG8M0000000000000000001",
  merchantNo: teaHouse.merchantNo,
  merchantOrderNo: "T-1",
  settleMerchantNo: undefined,
  amount: cny(8_800),
  subject: "龙井一壶",
  metadata: {},
  returnUrl: undefined,
  linkId: undefined,
  transfer: undefined,
  expiresIn: minutes(30),
  createdAt: START,
  expiresAt: after(START, minutes(30)),
  version: 1,
  chain: "",
  state: "open",
};

const attempt = {
  paymentId: "pay_01KAG8M0000000000000000002",
  orderId: openOrder.orderId,
  merchantNo: teaHouse.merchantNo,
  amount: openOrder.amount,
  method: "quickpass",
  flow: "screen_code",
  channel: "sandbox",
  channelOrderNo: channelOrderNo("pay_01KAG8M0000000000000000002"),
  device: "a-phone",
  countsAgainst: undefined,
  createdAt: START,
} as const;

/** One attempt, just sent to its channel. */
export const sentPayment: Payment = newPayment(attempt, {
  at: START,
  queryAfter: after(START, minutes(5)),
});

/** The value of a result that the test expects to be ok. */
export function must<T>(
  result: { readonly ok: true; readonly value: T } | { readonly ok: false },
): T {
  if (!result.ok) throw new Error("Expected a yes, got a refusal");
  return result.value;
}
