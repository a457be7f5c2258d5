import type { DynamicCode } from "./dynamic_code/dynamic_code.ts";
import type { Link } from "./link/link.ts";
import type { Screen } from "./screen/screen.ts";
import type { Consumer } from "./consumer/consumer.ts";
import type { Contract } from "./contract/contract.ts";
import type { Deduction } from "./deduction/deduction.ts";
import type { SentNotice, UnsentNotice } from "./deduction/deduction_notice.ts";
import type { DeductionNoticeId, EventId, MerchantNo } from "./id.ts";
import type { Money } from "./money.ts";
import type { Plan } from "./plan/plan.ts";
import type { Signing } from "./signing/signing.ts";
import type { Merchant } from "./merchant/merchant.ts";
import type { MerchantKey } from "./merchant/merchant_key.ts";
import type { Order } from "./order/order.ts";
import type { Payment } from "./payment/payment.ts";
import type { Refund } from "./refund/refund.ts";
import type { Instant } from "./time.ts";
import type { Endpoint, EndpointSecret } from "./webhook/endpoint.ts";
import type { WebhookType } from "./webhook/event_type.ts";

type Paid = Extract<Order, { state: "paid" }>;
type SucceededPayment = Extract<Payment, { state: "succeeded" }>;

/** Everything that can have happened, each with the whole thing as it is afterwards. */
export type EventBody =
  | {
    readonly type: "merchant.opened";
    readonly merchant: Merchant;
    readonly keyDigest: string;
    readonly keyHint: string;
  }
  | { readonly type: "merchant.sharing_set"; readonly merchant: Merchant }
  | {
    readonly type: "plan.submitted" | "plan.approved" | "plan.rejected" | "plan.retired";
    readonly plan: Plan;
  }
  | {
    readonly type: "consumer.known" | "consumer.changed";
    readonly consumer: Consumer;
    readonly merchantNo: MerchantNo;
  }
  | {
    readonly type:
      | "signing.opened"
      | "signing.confirmed"
      | "signing.refused"
      | "signing.signed"
      | "signing.already_signed"
      | "signing.declined"
      | "signing.expired";
    readonly signing: Signing;
  }
  | {
    readonly type: "contract.signed";
    readonly contract: Contract;
    readonly usedToday: Money;
    /** What the consumer agreed to, as a compact JWS. */
    readonly evidence: string;
  }
  | {
    readonly type:
      | "contract.suspended"
      | "contract.resumed"
      | "contract.termination_asked"
      | "contract.termination_queried"
      | "contract.terminated";
    readonly contract: Contract;
    readonly usedToday: Money;
  }
  | {
    readonly type: "deduction.requested";
    readonly deduction: Deduction;
    readonly contract: Contract;
    readonly leftToday: Money;
    /** The consumer's notice that this charge uses up, on a periodic plan. */
    readonly noticeId: DeductionNoticeId | undefined;
  }
  | {
    readonly type:
      | "deduction.sent"
      | "deduction.queried"
      | "deduction.unclear"
      | "deduction.succeeded"
      | "deduction.failed";
    readonly deduction: Deduction;
    readonly contract: Contract;
    readonly leftToday: Money;
  }
  | { readonly type: "deduction_notice.recorded"; readonly notice: UnsentNotice }
  | { readonly type: "deduction_notice.sent"; readonly notice: SentNotice }
  | { readonly type: "merchant.clock_set"; readonly merchant: Merchant }
  | { readonly type: "merchant.embed_origins_set"; readonly merchant: Merchant }
  | { readonly type: "link.opened" | "link.paused" | "link.resumed"; readonly link: Link }
  | { readonly type: "code.opened" | "code.claimed" | "code.released"; readonly code: DynamicCode }
  | { readonly type: "screen.added" | "screen.paired" | "screen.unpaired"; readonly screen: Screen }
  | { readonly type: "key.added"; readonly key: MerchantKey }
  | { readonly type: "key.retired"; readonly key: MerchantKey }
  | { readonly type: "key.revoked"; readonly key: MerchantKey }
  | { readonly type: "order.placed"; readonly order: Order }
  | { readonly type: "order.paid"; readonly order: Paid; readonly payment: SucceededPayment }
  | { readonly type: "order.closed"; readonly order: Order }
  | { readonly type: "order.expired"; readonly order: Order }
  | { readonly type: "payment.sent"; readonly payment: Payment; readonly order: Order }
  | { readonly type: "payment.launched"; readonly payment: Payment; readonly order: Order }
  | { readonly type: "payment.queried"; readonly payment: Payment; readonly order: Order }
  | { readonly type: "payment.unclear"; readonly payment: Payment; readonly order: Order }
  | {
    readonly type: "payment.succeeded";
    readonly payment: SucceededPayment;
    readonly order: Order;
  }
  | {
    readonly type: "payment.succeeded_late";
    readonly payment: SucceededPayment;
    readonly order: Order;
  }
  | { readonly type: "payment.failed"; readonly payment: Payment; readonly order: Order }
  | { readonly type: "refund.requested"; readonly refund: Refund }
  | { readonly type: "refund.sent"; readonly refund: Refund }
  | { readonly type: "refund.queried"; readonly refund: Refund }
  | { readonly type: "refund.unclear"; readonly refund: Refund }
  | { readonly type: "refund.succeeded"; readonly refund: Refund }
  | { readonly type: "refund.failed"; readonly refund: Refund }
  | { readonly type: "endpoint.added"; readonly endpoint: Endpoint }
  | { readonly type: "endpoint.changed"; readonly endpoint: Endpoint }
  | {
    readonly type: "endpoint.secret_rotated";
    readonly endpoint: Endpoint;
    readonly secret: EndpointSecret;
    readonly previousExpiresAt: Instant;
  }
  | { readonly type: "endpoint.disabled"; readonly endpoint: Endpoint }
  | { readonly type: "endpoint.deleted"; readonly endpoint: Endpoint }
  | { readonly type: "endpoint.test"; readonly endpoint: Endpoint; readonly sample: WebhookType };

export type DomainEvent = EventBody & {
  readonly eventId: EventId;
  /** On the merchant's clock. */
  readonly at: Instant;
};

/** A fact as it is stored and shown. */
export interface RecordedEvent {
  /** Row number: grows with every commit, never reused; the fan-out's and the lists' cursor. */
  readonly seq: number;
  readonly eventId: EventId;
  readonly type: string;
  readonly merchantNo: MerchantNo;
  readonly subjectId: string;
  readonly version: number;
  /** Counts the subject's webhook events from 1 without a gap; absent on internal events. */
  readonly sequence: number | undefined;
  readonly at: Instant;
  /** The resource as the API showed it then. */
  readonly data: Readonly<Record<string, unknown>>;
}
