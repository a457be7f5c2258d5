import { layoutOf } from "./layout.ts";

const acomColumns = {
  agentNo: 11,
  senderNo: 11,
  traceNo: 6,
  traceTime: 10,
  card: 19,
  amount: 12,
  partlyAccepted: 12,
  holderFee: 12,
  messageType: 4,
  processingCode: 6,
  category: 4,
  terminalNo: 8,
  merchantNo: 15,
  reference: 12,
  conditionCode: 2,
  approvalCode: 6,
  receiverNo: 11,
  originalTraceNo: 6,
  responseCode: 2,
  entryMode: 3,
  feeReceivable: 12,
  feePayable: 12,
  networkFee: 12,
  conversion: 1,
  cardSequence: 3,
  terminalReads: 1,
  chipCondition: 1,
  originalTime: 10,
  issuerNo: 11,
  region: 1,
  terminalType: 2,
  commerceIndicator: 2,
  instalmentFee: 12,
  other: 14,
} as const;

/** An institution's detail file (一般交易明细): what its merchants were paid for, without their order numbers. */
export const acomLayout = layoutOf(acomColumns);

/** The same with the order number, in the first 32 bytes of its column. What follows is reserved, of unpublished width. */
export const acomnLayout = layoutOf({
  ...acomColumns,
  extra: 19,
  extraType: 2,
  orderNo: 40,
  product: 4,
});
