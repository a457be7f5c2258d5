import type { RefusalText } from "../refusal.ts";

export const paymentRefusals = {
  payment_not_found: {
    kind: "not_found",
    title: "No such payment",
    detail: "You have no such payment.",
  },
  payment_in_flight: {
    kind: "conflict",
    title: "A payment is being confirmed",
    detail: "Wait for its result. The order cannot be paid twice.",
  },
  attempts_exhausted: {
    kind: "conflict",
    title: "Too many payment attempts on this order",
    detail: "Create a new order; this one accepts no more attempts.",
  },
  channel_not_available: {
    kind: "conflict",
    title: "No channel is available for this payment",
    detail: "The operator has not connected a channel for this mode.",
  },
  channel_stopped: {
    kind: "conflict",
    title: "The channel takes nothing new now",
    detail:
      "Nothing was charged. The operator has stopped the channel for a while; try again later.",
  },
} as const satisfies Record<string, RefusalText>;
