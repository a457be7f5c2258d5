import type { MerchantNo } from "../id.ts";

export type NumberedKind =
  | "order"
  | "payment"
  | "refund"
  | "deduction"
  | "contract"
  | "signing"
  | "link"
  | "plan"
  | "event"
  | "merchant";

/** Something that has a number in somebody's hand. */
export interface FoundNumber {
  readonly kind: NumberedKind;
  readonly id: string;
  readonly merchantNo: MerchantNo;
  /** Of a payment its order, of an event what happened to. */
  readonly of: string | undefined;
}
