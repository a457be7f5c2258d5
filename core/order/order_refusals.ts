import type { RefusalText } from "../refusal.ts";

export const orderRefusals = {
  order_not_found: {
    kind: "not_found",
    title: "No such order",
    detail: "You have no such order.",
  },
  order_no_reused: {
    kind: "conflict",
    title: "This order number is already used for another order",
    detail: "Use a new `merchant_order_no`, or repeat the first request exactly.",
  },
  order_not_open: {
    kind: "conflict",
    title: "The order is not open",
    detail: "It has been paid, has been closed or has expired; `state` says which.",
  },
  order_not_paid: {
    kind: "conflict",
    title: "The order has not been paid",
    detail: "Only a paid order can be refunded.",
  },
  amount_out_of_range: {
    kind: "invalid",
    title: "The amount is out of range",
    detail: "`amount` is an integer in fen, at least 1 and at most `max`.",
  },
  transfers_not_available: {
    kind: "forbidden",
    title: "This portal takes no bank transfers",
    detail: "The operator has set no account for them, or one for numbers of the other mode.",
  },
  order_paid_by_transfer: {
    kind: "conflict",
    title: "The order is paid by bank transfer",
    detail: "Its `transfer` says what to transfer, to whom and with which code.",
  },
  settle_merchant_not_allowed: {
    kind: "forbidden",
    title: "The order cannot be settled to this merchant number",
    detail:
      "`settle_merchant_no` must be this merchant number or one of its children, in the same mode.",
  },
} as const satisfies Record<string, RefusalText>;
