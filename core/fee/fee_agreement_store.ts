import type { ChannelOrderNo, MerchantNo, OrderId } from "../id.ts";
import type { Query } from "../query.ts";
import type { BusinessDay, Instant } from "../time.ts";
import type { FeeAgreement } from "./fee_agreement.ts";

export interface FeeAgreementStore {
  /** Which one counts on that day; undefined where nothing was agreed yet. */
  inForce(merchantNo: MerchantNo, on: BusinessDay): Query<FeeAgreement | undefined>;
  /** Of the number whose payment, order or deduction it is, on the day that it is there now. */
  ofPayment(no: ChannelOrderNo, now: Instant): Query<FeeAgreement | undefined>;
  ofOrder(orderId: OrderId, now: Instant): Query<FeeAgreement | undefined>;
  ofDeduction(no: ChannelOrderNo, now: Instant): Query<FeeAgreement | undefined>;
}
