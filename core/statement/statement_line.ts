import type { Fee } from "../fee/fee_of.ts";
import type { MerchantNo } from "../id.ts";
import type { Money } from "../money.ts";
import type { Instant } from "../time.ts";

/** What a fact did to a number's accounts: a payment, deduction or refund that succeeded, or whatever else was booked. */
export interface StatementLine {
  /** 1, 2, 3 … in its file. */
  readonly no: number;
  readonly bookedAt: Instant;
  /** `payment`, `deduction`, `refund`, or the code under which anything else was booked. */
  readonly kind: string;
  /** Whose account it is. */
  readonly settleMerchantNo: MerchantNo;
  /** Whose business it is. */
  readonly merchantNo: MerchantNo;
  readonly subjectId: string;
  readonly amount: Money;
  /** What the number paid, or got back when negative; with its parts. */
  readonly fee: Fee;
  readonly net: Money;
  /** After it. */
  readonly balance: Money;
  readonly facts: SubjectFacts;
}

/** What is known of a payment, deduction or refund besides money; all of it is missing of anything else. */
export interface SubjectFacts {
  readonly orderId?: string | undefined;
  readonly merchantOrderNo?: string | undefined;
  readonly merchantRefundNo?: string | undefined;
  /** The payment or deduction that a refund gives back. */
  readonly of?: string | undefined;
  readonly subject?: string | undefined;
  readonly method?: string | undefined;
  readonly flow?: string | undefined;
  readonly channel?: string | undefined;
  readonly cardType?: string | undefined;
  readonly cardLastFour?: string | undefined;
  readonly channelTxnNo?: string | undefined;
  /** The network paid for the payer; only of a deduction. */
  readonly advanced?: boolean;
  /** What it gives back has at the channel. */
  readonly ofChannelTxnNo?: string | undefined;
  readonly planId?: string | undefined;
  readonly contractId?: string | undefined;
  readonly linkId?: string | undefined;
  readonly metadata?: Readonly<Record<string, string>> | undefined;
}

/** A line before it has its place in a file. */
export type BookedLine = Omit<StatementLine, "no" | "balance" | "facts">;
