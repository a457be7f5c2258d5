import type { ChannelOrderNo, MerchantNo } from "../id.ts";
import type { Flow } from "../method/payment_method.ts";
import type { Money } from "../money.ts";
import type { Instant } from "../time.ts";

/** What is asked about, and what an answer about it must agree with. */
export interface AskChannel {
  readonly channelOrderNo: ChannelOrderNo;
  readonly merchantNo: MerchantNo;
  readonly amount: Money;
  readonly sentAt: Instant;
  /** Of a payment. */
  readonly flow?: Flow;
  /** When it is asked, on the clock of `sentAt`. */
  readonly at: Instant;
}
