import { shownSignature } from "../../core/factor/shown_signature.ts";
import type { PaymentReceipt } from "../../core/payment_receipt/payment_receipt.ts";
import { cny, noMoney } from "../../core/money.ts";
import { after, hours } from "../../core/time.ts";
import { ReceiptPage } from "../../views/receipt/receipt_page.tsx";
import { UnknownReceiptPage } from "../../views/receipt/unknown_receipt_page.tsx";
import { START } from "./fake_clock.ts";
import { teaHouse } from "./fixtures.ts";
import type { Look, Looks } from "./look.ts";
import { signedContract } from "./signings.ts";

/** What a passkey has signed, as pages show it. */
export const ownSignature = await shownSignature(
  {
    signedAt: START,
    credentialId: "q83vASNFZ4mrze8BI0VniavN7wEjRWeJq83vASNFZ4k",
    text: "{}",
  } as Parameters<typeof shownSignature>[0],
);

const paid: PaymentReceipt = {
  subjectId: "pay_01KAG8M0000000000000000031",
  refundOf: undefined,
  consumerId: undefined,
  merchant: teaHouse,
  payee: teaHouse.name,
  amount: cny(8_800),
  succeededAt: START,
  orderId: "ord_01KAG8M0000000000000000032",
  merchantOrderNo: "T-20261120-0001",
  subject: "龙井一壶",
  method: "bound_card",
  contract: undefined,
  card: "···· 0018",
  paidOut: false,
  channel: "unionpay",
  channelTxnNo: "202611201402031906248",
  factors: ["code", "signature"],
  signature: undefined,
  paidByPayer: undefined,
  refunded: noMoney,
  chargedBack: noMoney,
  refunds: [],
};
const later = after(START, hours(30));
const refundId = "rfd_01KAG8M0000000000000000033";
/** As much as a receipt says. */
const full: PaymentReceipt = {
  ...paid,
  amount: cny(9_999_999_99),
  payee: "江湾水产批发市场（上海）有限公司杨浦区第二分公司海鲜自提柜",
  subject: "大闸蟹礼盒装，二两母蟹八只，三两公蟹八只，另配姜茶、蟹醋与剪具，冷链送到家门口",
  merchantOrderNo: "SHJW-2026-1120-000000000000000000000042",
  paidByPayer: cny(9_999_000_00),
  refunded: cny(5_000),
  chargedBack: cny(1_000),
  refunds: [
    { refundId, amount: cny(3_000), succeededAt: later, delivered: true },
    {
      refundId: "rfd_01KAG8M0000000000000000034",
      amount: cny(2_000),
      succeededAt: START,
      delivered: false,
    },
  ],
};
const { contractId, signedAt, cardLabel } = signedContract;
const charged: PaymentReceipt = {
  ...paid,
  subjectId: "ded_01KAG8M0000000000000000035",
  orderId: undefined,
  method: undefined,
  contract: { contractId, signedAt },
  card: cardLabel,
  factors: undefined,
};

const receipt = (shown: PaymentReceipt, signed = false): Look => (frame) => (
  <ReceiptPage
    frame={frame}
    receipt={shown}
    signature={signed ? ownSignature : undefined}
    now={later}
  />
);

/** The receipts of a person. */
export const receiptLooks: Looks = {
  "wallet/receipt/paid": receipt(paid),
  "wallet/receipt/full": receipt(full, true),
  "wallet/receipt/charged": receipt(charged),
  "wallet/receipt/all_back": receipt({ ...charged, refunded: charged.amount }),
  "wallet/receipt/refund": receipt({
    ...paid,
    subjectId: refundId,
    refundOf: "pay_01KAG8M0000000000000000031",
    factors: undefined,
  }),
  "wallet/receipt/paid_out": receipt({
    ...charged,
    subjectId: refundId,
    refundOf: "ded_01KAG8M0000000000000000035",
    card: undefined,
    paidOut: true,
  }),
  "wallet/receipt/unknown": (frame) => <UnknownReceiptPage frame={frame} mode="test" />,
};
