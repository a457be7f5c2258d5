import type { ListedAs } from "../block/listed_as.ts";
import { both, type EventSpecs, type Holds, type Subject } from "../event_spec.ts";
import type { Fee } from "../fee/fee_of.ts";
import type { BindingId, ConsumerId, SignatureId } from "../id.ts";
import { dailyCaps, type Factor, STATIC_TIER } from "../method/verification.ts";
import type { Order } from "../order/order.ts";
import { paymentResource } from "../order/order_resource.ts";
import type { Instant } from "../time.ts";
import { ATTEMPTS_MAX, type Payment } from "./payment.ts";

/** Somebody who is known, and the card of theirs that is charged, if one is. */
interface ListedPayer extends ListedAs {
  readonly consumerId: ConsumerId;
}

/** By what they are verified, and when by our own clock: a test number's may be set. */
export interface VerifiedPayer extends ListedPayer {
  readonly factors: readonly Factor[];
  readonly startedAt: Instant;
}

export type PaymentEvent =
  | Recorded & {
    readonly type: "payment.sent";
    readonly payment: Payment;
    readonly order: Order;
    /** Where it is up to us who pays. */
    readonly payer?: VerifiedPayer | undefined;
  }
  | {
    readonly type:
      | "payment.launched"
      | "payment.queried"
      | "payment.unclear"
      | "payment.failed";
    readonly payment: Payment;
    readonly order: Order;
  }
  | {
    readonly type: "payment.confirmed";
    readonly payment: Payment;
    readonly order: Order;
    readonly card: BindingId;
    /** Whose card it is. */
    readonly payer: ListedPayer;
  }
  | {
    readonly type: "payment.succeeded";
    readonly payment: Extract<Payment, { state: "succeeded" }>;
    readonly order: Order;
    /** The card, where the channel named it. */
    readonly payer: ListedAs;
    readonly fee: Fee | undefined;
    /** When it had been reported as failed, which this overrules. */
    readonly failedAt?: Instant | undefined;
  }
  | {
    readonly type: "payment.succeeded_late";
    readonly payment: Extract<Payment, { state: "succeeded" }>;
    readonly order: Order;
    /** When it had been reported as failed, which this overrules. */
    readonly failedAt?: Instant | undefined;
  };

export const paymentEvents = {
  "payment.sent": {
    subject,
    data: ({ payer, ...event }) => ({
      ...step(event),
      ...(payer ? { factors: payer.factors } : {}),
    }),
    holds: ({ order: { orderId, merchantNo, settleMerchantNo }, payment, payer }) => ({
      merchants_active: both(merchantNo, settleMerchantNo),
      channel_open: payment.channel,
      order_open: orderId,
      attempts_at_most: { orderId, max: ATTEMPTS_MAX },
      ...(payer ? { ...mayPay(payer), ...withinOwn(payment, payer) } : {}),
    }),
  },
  "payment.launched": { subject, data: step },
  "payment.confirmed": {
    subject,
    data: step,
    holds: (
      { order: { orderId, merchantNo, settleMerchantNo }, payment: { channel }, card, payer },
    ) => ({
      merchants_active: both(merchantNo, settleMerchantNo),
      channel_open: channel,
      order_open: orderId,
      card_bound: card,
      ...mayPay(payer),
    }),
  },
  "payment.queried": { subject, data: step },
  "payment.succeeded": {
    subject,
    data: step,
    holds: ({ payer }): Holds => payer.cards.length === 0 ? {} : { payer_not_blocked: payer },
  },
  "payment.succeeded_late": { subject, data: resource, told: true },
  "payment.unclear": { subject, data: resource, told: true },
  "payment.failed": { subject, data: resource, told: true },
} satisfies EventSpecs<PaymentEvent>;

function mayPay({ consumerId, cards }: ListedPayer): Holds {
  return { phone_not_lost: consumerId, payer_not_blocked: { consumerId, cards } };
}

function withinOwn(
  { countsAgainst, amount: { fen } }: Payment,
  { startedAt }: VerifiedPayer,
): Holds {
  if (countsAgainst === undefined || countsAgainst.tier === STATIC_TIER) return {};
  return {
    within_own_payments: { ...countsAgainst, fen },
    ...(countsAgainst.cap > dailyCaps.C.fen
      ? { not_lowered: { account: countsAgainst.account, at: startedAt } }
      : {}),
  };
}

function subject({ payment: { paymentId, version, merchantNo } }: PaymentEvent): Subject {
  return { subjectId: paymentId, version, merchantNo };
}

/** What a receipt says of a payment that nothing else keeps. */
interface Recorded {
  /** What its payer has signed of it with a passkey. */
  readonly signatureId?: SignatureId | undefined;
  /** As the merchant was called then. */
  readonly payee?: string;
}

function step({ payment, signatureId, payee }: Recorded & { readonly payment: Payment }) {
  return {
    order_id: payment.orderId,
    state: payment.state,
    ...(signatureId === undefined ? {} : { signature_id: signatureId }),
    ...(payee === undefined ? {} : { payee }),
  };
}

function resource({ payment, order }: PaymentEvent) {
  return paymentResource(payment, order);
}
