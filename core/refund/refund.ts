import type { ChannelName } from "../channel/channel.ts";
import { asked, type Asking, type QuerySignal } from "../channel/query_ladder.ts";
import type {
  ChannelOrderNo,
  DeductionId,
  MerchantNo,
  OrderId,
  PaymentId,
  RefundId,
} from "../id.ts";
import { type Machine, stepOf } from "../machine.ts";
import type { Money } from "../money.ts";
import { ok, rejected, type Result } from "../result.ts";
import type { Instant } from "../time.ts";

export type RefundState = "requested" | "processing" | "succeeded" | "failed";
export type RefundSignalType =
  | "sent"
  | "queried"
  | "queries_ended"
  | "void_refused"
  | "succeeded"
  | "failed";

/**
 * A refund that the channel refused releases its reservation, so a failure is final. A void that it refused is sent again
 * as a refund.
 */
export const refundMachine = {
  requested: { sent: "processing" },
  processing: {
    queried: "processing",
    queries_ended: "processing",
    void_refused: "requested",
    succeeded: "succeeded",
    failed: "failed",
  },
  succeeded: {},
  failed: {},
} as const satisfies Machine<RefundState, RefundSignalType>;

/** What a refund gives back: an order's payment, or a deduction. */
export type Refunded =
  | { readonly orderId: OrderId; readonly paymentId: PaymentId; readonly deductionId?: undefined }
  | {
    readonly orderId?: undefined;
    readonly paymentId?: undefined;
    readonly deductionId: DeductionId;
  };

export interface RefundFacts {
  readonly refundId: RefundId;
  readonly of: Refunded;
  readonly merchantNo: MerchantNo;
  /** Where the money was settled that it gives back; undefined where that is `merchantNo` itself. */
  readonly settleMerchantNo: MerchantNo | undefined;
  /** Unique per merchant; for a refund of late money we use `late-<payment id>`. */
  readonly merchantRefundNo: string;
  readonly amount: Money;
  readonly reason: string | undefined;
  /** Who asked: the merchant, or we ourselves because the money arrived too late. */
  readonly cause: "merchant" | "late_payment";
  readonly channel: ChannelName;
  readonly channelOrderNo: ChannelOrderNo;
  /** Sent as a void of the payment itself, or refused as one; undefined where it never was one. */
  readonly voiding?: "sent" | "refused" | undefined;
  readonly createdAt: Instant;
  readonly version: number;
  /** The head of the chain of its steps, as of the last commit; empty before the first. The commit of a step moves it. */
  readonly chain: string;
}

export type RefundStanding =
  | { readonly state: "requested" }
  | (Asking & { readonly state: "processing"; readonly sentAt: Instant })
  | { readonly state: "succeeded"; readonly succeededAt: Instant; readonly channelTxnNo: string }
  | { readonly state: "failed"; readonly failedAt: Instant; readonly failure: string };

export type Refund = RefundFacts & RefundStanding;
export type SucceededRefund = Extract<Refund, { state: "succeeded" }>;

export type RefundSignal =
  | {
    readonly type: "sent";
    readonly at: Instant;
    readonly queryAfter: Instant;
    readonly asVoid?: boolean;
  }
  | QuerySignal
  /** Clearly. Nothing went back, and what is sent next has a number of its own. */
  | { readonly type: "void_refused"; readonly channelOrderNo: ChannelOrderNo }
  | { readonly type: "succeeded"; readonly at: Instant; readonly channelTxnNo: string }
  | { readonly type: "failed"; readonly at: Instant; readonly failure: string };

export type RefundRefusal = {
  readonly code: "refund_signal_refused";
  readonly refund_id: RefundId;
  readonly state: RefundState;
  readonly signal: RefundSignalType;
};

/** The refund after `signal`, one version later, or a refusal if the table has no such transition. */
export function advance(refund: Refund, given: RefundSignal): Result<Refund, RefundRefusal> {
  const step = stepOf(refundMachine, refund, given);
  if (!step) {
    const { refundId: refund_id, state } = refund;
    return rejected({ code: "refund_signal_refused", refund_id, state, signal: given.type });
  }
  const facts = factsOf(refund);
  const { type, from, signal } = step;
  switch (type) {
    case "sent": {
      const { at: sentAt, queryAfter, asVoid } = signal;
      const asking = { queryAfter, queries: 0, queriesEndedAt: undefined };
      const voiding = asVoid ? "sent" : facts.voiding;
      return ok({ ...facts, voiding, state: "processing", sentAt, ...asking });
    }
    case "void_refused": {
      const { channelOrderNo } = signal;
      return ok({ ...facts, channelOrderNo, voiding: "refused", state: "requested" });
    }
    case "queried":
    case "queries_ended":
      return ok({ ...from, ...facts, ...asked(from, signal) });
    case "succeeded": {
      const { at: succeededAt, channelTxnNo } = signal;
      return ok({ ...facts, state: "succeeded", succeededAt, channelTxnNo });
    }
    case "failed":
      return ok({ ...facts, state: "failed", failedAt: signal.at, failure: signal.failure });
  }
}

function factsOf(refund: Refund): RefundFacts {
  const { refundId, of, merchantNo, settleMerchantNo, merchantRefundNo, amount, reason } = refund;
  const { cause, channel, channelOrderNo, voiding, createdAt, version, chain } = refund;
  return {
    refundId,
    of,
    merchantNo,
    settleMerchantNo,
    merchantRefundNo,
    amount,
    reason,
    cause,
    channel,
    channelOrderNo,
    voiding,
    createdAt,
    version: version + 1,
    chain,
  };
}
