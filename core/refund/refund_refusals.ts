import type { RefusalText } from "../refusal.ts";

export const refundRefusals = {
  refund_not_found: {
    kind: "not_found",
    title: "No such refund",
    detail: "You have no such refund.",
  },
  refund_no_reused: {
    kind: "conflict",
    title: "This refund number is already used for another refund",
    detail: "Use a new `merchant_refund_no`, or repeat the first request exactly.",
  },
  refund_window_over: {
    kind: "conflict",
    title: "The payment is too old to be refunded",
    detail: "The channel gave its money back until `refundable_until`.",
  },
  balance_too_low: {
    kind: "conflict",
    title: "You are owed too little to give this back",
    detail:
      "What was paid has been settled to you. Refund it after new payments, or agree on an overdraft.",
  },
  refund_exceeds_paid: {
    kind: "conflict",
    title: "The refund exceeds what is left to refund",
    detail: "`refundable` is the amount that can still be refunded, in fen.",
  },
} as const satisfies Record<string, RefusalText>;
