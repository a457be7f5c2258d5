import type { RefusalText } from "../refusal.ts";

export const cardholderRefusals = {
  card_not_known: {
    kind: "not_found",
    title: "Nothing is known of this card",
    detail: "The channel has told us nothing of the card that this contract charges.",
  },
  device_card_not_found: {
    kind: "not_found",
    title: "No such card on this device",
    detail: "It was never bound there, or is gone. Nothing was changed.",
  },
} as const satisfies Record<string, RefusalText>;
