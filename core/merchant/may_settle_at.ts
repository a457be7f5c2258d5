import type { Merchant } from "./merchant.ts";

/** A merchant settles at itself or at a child of its own; test and live never mix. */
export function maySettleAt(
  merchant: Pick<Merchant, "merchantNo" | "mode">,
  settleTo: Merchant | undefined,
): settleTo is Merchant {
  if (!settleTo || settleTo.mode !== merchant.mode) return false;
  return settleTo.merchantNo === merchant.merchantNo || settleTo.parentNo === merchant.merchantNo;
}
