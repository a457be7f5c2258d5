import { layoutOf } from "./layout.ts";

/**
 * A merchant's file of corrections (差错明细). Only its widths are published; the names of the last columns follow from
 * those of the detail file, and which of the two is the merchant number is left open (docs/reconciliation.md).
 */
export const zmeLayout = layoutOf({
  transactionCode: 3,
  agentNo: 11,
  senderNo: 11,
  traceNo: 6,
  traceTime: 10,
  card: 19,
  amount: 12,
  category: 4,
  terminalType: 2,
  cardType: 2,
  originalTraceNo: 6,
  originalTime: 10,
  reason: 4,
  reference: 12,
  fee: 13,
  net: 13,
  merchantNo: 15,
  otherMerchantNo: 15,
  splitBy: 1,
  split: 12,
  instalments: 2,
  reserved: 135,
});
