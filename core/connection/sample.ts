import type { Money } from "../money.ts";
import type { Instant } from "../time.ts";

/** One transaction of a kind, as the other side looks it up. */
export interface Sample {
  /** A payment's flow, `refund` or `deduction`. */
  readonly kind: string;
  readonly channelOrderNo: string;
  readonly channelTxnNo: string;
  readonly amount: Money;
  readonly at: Instant;
}
