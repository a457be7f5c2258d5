import type { MerchantNo, ReceiptId } from "../id.ts";
import type { Mode } from "../merchant/merchant.ts";
import type { BusinessDay } from "../time.ts";
import type { OpenDay } from "./clearing_days.ts";
import type { Query } from "../query.ts";
import type { Receipt } from "./receipt.ts";

export interface ReceiptStore {
  byReference(reference: string): Query<Receipt | undefined>;
  byId(receiptId: ReceiptId): Query<Receipt | undefined>;
  /**
   * What channels' files say, and wallet apps paid out, that has not come yet, of one number or all of a mode; by day,
   * number and channel.
   */
  openDays(
    asked: {
      readonly mode: Mode;
      readonly merchantNo?: MerchantNo | undefined;
      readonly from: BusinessDay;
      readonly until: BusinessDay;
    },
    max: number,
  ): Query<readonly OpenDay[]>;
  /** The latest first, before `past`. */
  list(past: string, max: number): Query<readonly Receipt[]>;
}
