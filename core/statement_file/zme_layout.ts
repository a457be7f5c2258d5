import { layoutOf } from "./layout.ts";

/**
 * A merchant's file of corrections (差错明细), with the columns that a public program reads it by. Which of the last two
 * numbers is the merchant's own is left open, as some have a group's (docs/reconciliation.md).
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
  originalDay: 4,
  originalAmount: 12,
  fee: 13,
  net: 13,
  groupNo: 15,
  merchantNo: 15,
  splitBy: 1,
  instalmentFee: 12,
  instalments: 2,
  reserved: 135,
});
