import type { ChannelName } from "../channel/channel.ts";
import type { ChannelOrderNo, ContractId, DeductionId, MerchantNo } from "../id.ts";
import type { Machine } from "../machine.ts";
import type { Money } from "../money.ts";
import type { FailureReason } from "../payment/payment.ts";
import type { BusinessDay, Instant } from "../time.ts";

export type DeductionState = "processing" | "succeeded" | "failed";
export type DeductionSignal = "sent" | "queried" | "succeeded" | "failed";

/** A deduction counts against the limits from the write that records it; a failure gives its amount back. */
export const deductionMachine: Machine<DeductionState, DeductionSignal> = {
  processing: {
    sent: "processing",
    queried: "processing",
    succeeded: "succeeded",
    failed: "failed",
  },
  succeeded: {},
  failed: { succeeded: "succeeded" },
};

/** A payment by contract. */
export interface Deduction {
  readonly deductionId: DeductionId;
  readonly contractId: ContractId;
  /** Who charges; with `merchantOrderNo` the natural key. */
  readonly merchantNo: MerchantNo;
  readonly merchantOrderNo: string;
  readonly settleMerchantNo: MerchantNo | undefined;
  readonly amount: Money;
  readonly subject: string;
  readonly state: DeductionState;
  readonly failure: FailureReason | undefined;
  readonly channel: ChannelName;
  readonly channelOrderNo: ChannelOrderNo;
  readonly channelTxnNo: string | undefined;
  /** The day whose limit it counts against. */
  readonly day: BusinessDay;
  readonly createdAt: Instant;
  /** Absent until the channel was asked. */
  readonly sentAt: Instant | undefined;
  readonly queryAfter: Instant | undefined;
  readonly queries: number;
  /** Asking us earlier gives the same answer. */
  readonly nextPollAt: Instant | undefined;
  readonly endedAt: Instant | undefined;
  readonly version: number;
}
