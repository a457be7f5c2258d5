import type { ReceiptId } from "../id.ts";
import type { Query } from "../query.ts";
import type { Receipt } from "./receipt.ts";

export interface ReceiptStore {
  byReference(reference: string): Query<Receipt | undefined>;
  byId(receiptId: ReceiptId): Query<Receipt | undefined>;
  /** The latest first, before `past`. */
  list(past: string, max: number): Query<readonly Receipt[]>;
}
