import * as z from "zod";

/** The shapes of responses, for the API reference; the resources themselves are built in `core/`. */
const fen = z.int().meta({ description: "Integer, in fen: 100 is ¥1.00." });
const time = z.string().meta({ format: "date-time", description: "RFC 3339, UTC." });
const queriesEndedAt = time.nullable().meta({
  description:
    "When we stopped querying the channel about something that is still unclear; if the channel reports a result later, that settles it.",
});

const returnReason = z.enum(["order_ended", "daily_limit_exceeded", "payer_blocked"]).meta({
  description:
    "Why money goes back: the order had ended, a static code's day of the card was used up, or the card may not pay here.",
});

export const refundState = z.enum(["requested", "processing", "succeeded", "failed"]);
export const orderState = z.enum(["open", "paid", "closed", "expired"]);

const paidByPayer = fen.meta({
  description:
    "What the payer paid, where a discount made it less than `amount`; null: the channel names none.",
});

const chargedBackAmount = fen.meta({
  description: "What the payer's bank took back of it, less what it gave again; see its dispute.",
});

const orderFields = {
  order_id: z.string(),
  merchant_no: z.string(),
  merchant_order_no: z.string(),
  settle_merchant_no: z.string().nullable(),
  state: orderState,
  amount: fen,
  refunded_amount: fen,
  charged_back_amount: chargedBackAmount,
  currency: z.literal("CNY"),
  subject: z.string(),
  metadata: z.record(z.string(), z.string()),
  return_url: z.string().nullable(),
  link_id: z.string().nullable().meta({ description: "The link it was opened from, if any." }),
  arrear_id: z.string().nullable().meta({
    description: "What its consumer pays by it that is owed from a contract, if anything.",
  }),
  transfer: z.object({
    remittance_code: z.string().meta({
      description: "What the payer writes into the transfer's remark; unique to this order.",
    }),
    payee: z.object({
      account_name: z.string(),
      account_no: z.string(),
      bank_name: z.string(),
      bank_code: z.string().meta({ description: "The bank's number in the payment systems." }),
    }),
    buyer_name: z.string().nullable(),
    payer_must_be_buyer: z.boolean(),
  }).nullable().meta({
    description: "Of an order that is paid by bank transfer: what to transfer it with, and where.",
  }),
  checkout_url: z.string(),
  screen_url: z.string(),
  created_at: time,
  expires_at: time,
  paid_at: time.nullable(),
  payment: z.object({
    payment_id: z.string(),
    method: z.string(),
    flow: z.string(),
    channel: z.string(),
    card_type: z.enum(["debit", "credit"]).nullable(),
    paid_by_payer: paidByPayer.nullable(),
    channel_txn_no: z.string(),
  }).nullable(),
  late_payments: z.array(z.object({
    payment_id: z.string(),
    method: z.string(),
    flow: z.string(),
    channel: z.string(),
    card_type: z.enum(["debit", "credit"]).nullable(),
    paid_by_payer: paidByPayer.nullable(),
    channel_txn_no: z.string(),
    amount: fen,
    paid_at: time,
    return_reason: returnReason,
    refund_id: z.string(),
    refund_state: refundState,
  })).meta({
    description: "Money that settled nothing, and the refund that sends it back. Oldest first.",
  }),
};

export const orderShape = z.object(orderFields).meta({ id: "Order" });

export const paymentState = z.enum(["processing", "succeeded", "failed"]);

const feeShape = z.object({
  total: fen.meta({ description: "What the payee pays; the parts come to it." }),
  issuer: fen.meta({ description: "To the issuer of the card." }),
  network_of_issuer: fen.meta({ description: "To the network, the issuer's side." }),
  network_of_acquirer: fen.meta({ description: "To the network, the acquirer's side." }),
  acquirer: fen.meta({ description: "To the acquirer, as agreed on." }),
});

export const paymentShape = z.object({
  payment_id: z.string(),
  order_id: z.string(),
  merchant_no: z.string(),
  merchant_order_no: z.string(),
  state: paymentState,
  amount: fen,
  charged_back_amount: chargedBackAmount,
  currency: z.literal("CNY"),
  method: z.string(),
  flow: z.string(),
  channel: z.string(),
  created_at: time,
  failure: z.object({ code: z.string(), detail: z.string() }).nullable(),
  queries_ended_at: queriesEndedAt,
  channel_txn_no: z.string().nullable(),
  card_type: z.enum(["debit", "credit"]).nullable(),
  card_last_four: z.string().nullable(),
  paid_by_payer: paidByPayer.nullable(),
  return_reason: returnReason.nullable(),
  fee: feeShape.nullish().meta({
    description:
      "Line by line, as booked with the payment; null: no fee was agreed on, or the channel didn't say what kind of card paid. What refunds gave back isn't taken off. Only of a payment that is asked for by its id.",
  }),
}).meta({ id: "Payment" });

export const startedPaymentShape = z.object({
  ...paymentShape.shape,
  tn: z.string().nullable().meta({
    description: "For the channel's control in your own app; only of the flow `app_control`.",
  }),
  code: z.string().nullable().meta({
    description: "What your screen draws as a QR code; only of the flow `screen_code`.",
  }),
}).meta({ id: "StartedPayment" });

export const closedOrderShape = z.object({
  ...orderFields,
  payment_in_flight: paymentShape.nullable().meta({
    description:
      "A payment already on its way: the consumer may still pay. If it succeeds, its money is sent back and you get `payment.succeeded_late`.",
  }),
}).meta({ id: "ClosedOrder" });

export const linkState = z.enum(["active", "paused"]);

export const linkShape = z.object({
  link_id: z.string(),
  merchant_no: z.string(),
  subject: z.string(),
  amount: fen.nullable().meta({
    description: "Integer, in fen; null: the consumer enters the amount.",
  }),
  currency: z.literal("CNY"),
  state: linkState,
  url: z.string().meta({ description: "The page to pay on." }),
  qr_svg_url: z.string().meta({ description: "The QR code, for printing." }),
  poster_url: z.string(),
  poster_svg_url: z.string(),
  nfc_uri: z.string().meta({ description: "The URI for an NFC tag." }),
  nfc_tag_url: z.string().meta({ description: "The tag's content: an NDEF message." }),
  emv_payload: z.string().meta({ description: "The same link as an EMVCo QR payload." }),
  created_at: time,
}).meta({ id: "Link" });

export const refundShape = z.object({
  refund_id: z.string(),
  order_id: z.string().nullable().meta({ description: "Of what was refunded: an order …" }),
  payment_id: z.string().nullable().meta({ description: "… by this payment of it," }),
  deduction_id: z.string().nullable().meta({ description: "… or a deduction." }),
  merchant_no: z.string(),
  merchant_refund_no: z.string(),
  state: refundState,
  amount: fen,
  currency: z.literal("CNY"),
  reason: z.string().nullable(),
  cause: z.enum(["merchant", "late_payment"]),
  failure: z.object({ code: z.string() }).nullable(),
  undelivered: z.object({ code: z.string(), since: time }).nullable().meta({
    description:
      "It reached nobody, for instance because the card is closed; the institution finds its payer. Don't refund it again.",
  }),
  queries_ended_at: queriesEndedAt,
  created_at: time,
}).meta({ id: "Refund" });

export const deductionState = z.enum(["processing", "succeeded", "failed"]);

export const deductionShape = z.object({
  deduction_id: z.string(),
  contract_id: z.string(),
  merchant_no: z.string(),
  merchant_order_no: z.string(),
  settle_merchant_no: z.string().nullable(),
  state: deductionState,
  amount: fen,
  refunded_amount: fen,
  charged_back_amount: chargedBackAmount,
  currency: z.literal("CNY"),
  subject: z.string(),
  arrear_id: z.string().nullable().meta({
    description: "What it tries again; such a charge is ours, and its `merchant_order_no` too.",
  }),
  failure: z.object({ code: z.string(), detail: z.string() }).nullable(),
  left_today: fen,
  queries_ended_at: queriesEndedAt,
  next_poll_at: time.nullable(),
  network_advance: z.object({
    state: z.enum(["outstanding", "repaid", "written_off", "reclaimed"]),
    ended_at: time.nullable(),
  }).nullable().meta({
    description:
      "银联垫付: the payer's card had too little and the network paid. You have your money; `reclaimed` was taken back of you by a chargeback.",
  }),
  channel_txn_no: z.string().nullable(),
  created_at: time,
}).meta({ id: "Deduction" });

export const deductionNoticeShape = z.object({
  deduction_notice_id: z.string(),
  contract_id: z.string(),
  merchant_no: z.string(),
  amount: fen,
  currency: z.literal("CNY"),
  subject: z.string(),
  sent_at: time,
  chargeable_from: time,
}).meta({ id: "DeductionNotice" });

/** A page of a list that can be followed; see `answerList`. */
export function pageOf<T extends z.ZodType>(item: T) {
  return z.object({
    data: z.array(item),
    next: z.string().nullable().meta({
      description:
        "Pass it for the following page: as `before`, or as `after` if this page was asked for with `after`. Null: the last page.",
    }),
    resume_after: z.string().nullable().meta({
      description:
        "Pass it as `after`, now or later, to get what was added after this page, oldest first; it is there for an empty page too. Null with `before`.",
    }),
  });
}

/** A page of a list, newest first; pass `next` in the query to get the following page, null at the end. */
export function listOf<T extends z.ZodType>(item: T) {
  return z.object({ data: z.array(item), next: z.string().nullable() });
}
