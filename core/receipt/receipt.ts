import type { ChannelName } from "../channel/channel.ts";
import type { MerchantNo, ReceiptId } from "../id.ts";
import type { ReceiptDay } from "./clearing_days.ts";
import type { Money } from "../money.ts";
import type { BusinessDay, Instant } from "../time.ts";

export const receiptSources = ["channel", "merchant"] as const;
export type ReceiptSource = (typeof receiptSources)[number];

/** Money that came to our reserve: from the channel for what it cleared, or from a merchant that owed it. */
export interface Receipt {
  readonly receiptId: ReceiptId;
  readonly source: ReceiptSource;
  /** By whose number the channel paid, of several the first; or who made up what was owed. */
  readonly merchantNo: MerchantNo;
  readonly channel: ChannelName;
  readonly day: BusinessDay;
  readonly amount: Money;
  /** The bank's number of it. */
  readonly reference: string;
  /** Of what the channel paid: the clearing days that it is for; none where nothing comes to this sum. */
  readonly days: readonly ReceiptDay[];
  readonly recordedAt: Instant;
}
