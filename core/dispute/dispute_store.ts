import type { ChargebackId, ConsumerId, DeductionId, DisputeId, PaymentId } from "../id.ts";
import type { SentNotice } from "../deduction/deduction_notice.ts";
import type { DaysOf, Filters, Listing, Stretch } from "../listing.ts";
import type { Caller } from "../merchant/caller.ts";
import type { MerchantNo, StatementFileId } from "../id.ts";
import type { Order } from "../order/order.ts";
import type { Payment } from "../payment/payment.ts";
import type { Query } from "../query.ts";
import type { StatementLine } from "../statement_file/statement_file.ts";
import type { Instant } from "../time.ts";
import type { Chargeback } from "./chargeback.ts";
import type { Dispute, DisputeState } from "./dispute.ts";

export type DisputeFilters = Filters<"state" | "order_id" | "deduction_id" | "merchant_order_no">;
/** What a person finds disputes by; amounts in fen. */
export type DisputeSearch = DisputeFilters & DaysOf & {
  readonly dispute_id?: string | undefined;
  readonly reason?: string | undefined;
  readonly amount_from?: number | undefined;
  readonly amount_to?: number | undefined;
};

/** A payment that somebody made while they were signed in. */
export interface OwnPayment {
  readonly payment: Payment;
  readonly order: Order;
  readonly payee: string;
}

/** A dispute as its payer sees it. */
export interface OwnDispute {
  readonly dispute: Dispute;
  readonly payee: string;
}

/** Where a page starts: after this one. */
export interface DisputePlace {
  readonly at: Instant;
  readonly id: DisputeId;
}

export interface DisputePage {
  readonly state: DisputeState;
  readonly past: DisputePlace | undefined;
  readonly max: number;
}

/** A line of the channel's corrections that is about a payment or a deduction and was not taken up yet. */
export interface UntiedLine
  extends Pick<StatementLine, "lineNo" | "direction" | "amount" | "fee" | "transactionCode"> {
  readonly subjectId: PaymentId | DeductionId;
}

export interface DisputeStore {
  byId(disputeId: DisputeId): Query<Dispute | undefined>;
  bySubject(subjectId: PaymentId | DeductionId): Query<Dispute | undefined>;
  ownById(caller: Caller, disputeId: DisputeId): Query<Dispute | undefined>;
  list(caller: Caller, page: Listing, filters: DisputeFilters): Query<readonly Dispute[]>;
  search(caller: Caller, page: Listing, filters: DisputeSearch): Stretch<Dispute>;
  /** Of this session's consumer, newest first. */
  ofSession(tokenDigest: string, max: number): Query<readonly OwnDispute[]>;
  /** What they paid while signed in, newest first. */
  paymentsOfSession(tokenDigest: string, max: number): Query<readonly OwnPayment[]>;
  /** Whose payment it is, where we know. */
  payerOf(paymentId: PaymentId): Query<ConsumerId | undefined>;
  /** The message that went before a deduction of a periodic plan. */
  noticeFor(deductionId: DeductionId): Query<SentNotice | undefined>;
  /** When its payer was told of a deduction, if they asked for it. */
  toldOf(deductionId: DeductionId): Query<Instant | undefined>;
  /** What a file of it holds, in base64, sealed. */
  sealedFile(disputeId: DisputeId, sha256: string): Query<string | undefined>;
  /** Of any merchant: what waits the oldest first, what has ended the newest first. */
  ofState(page: DisputePage): Query<readonly Dispute[]>;
  /** Those that wait and whose time is over by `now`, or the merchant is to be reminded. */
  due(
    now: Instant,
    merchantNo: MerchantNo | undefined,
    max: number,
  ): Query<readonly Dispute[]>;
  /** What the channel took or gave in it, in its order. */
  chargebacksOf(disputeId: DisputeId): Query<readonly Chargeback[]>;
  disputeOf(chargebackId: ChargebackId): Query<DisputeId | undefined>;
  untiedLines(fileId: StatementFileId, past: number, max: number): Query<readonly UntiedLine[]>;
}
