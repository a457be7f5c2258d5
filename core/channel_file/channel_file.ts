import type { MerchantNo } from "../id.ts";
import type { BusinessDay, Instant } from "../time.ts";

/** A channel's file of a number's day, and how the asking for it stands. */
export interface ChannelFile {
  readonly merchantNo: MerchantNo;
  readonly day: BusinessDay;
  readonly state: "waiting" | "none" | "fetched" | "given_up";
  readonly asks: number;
  readonly name: string | undefined;
  /** Of the content as it came, in hex. */
  readonly sha256: string | undefined;
  readonly fetchedAt: Instant | undefined;
}
