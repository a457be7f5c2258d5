import type { RefusalText } from "../refusal.ts";

/** What a channel is told whose notice was not taken. */
export const noticeRefusals = {
  notice_signature_wrong: {
    kind: "unauthenticated",
    title: "The notice is not signed by its channel",
    detail: "Nothing was changed.",
  },
  notice_not_readable: {
    kind: "unreadable",
    title: "The notice cannot be read",
    detail: "Nothing was changed.",
  },
  notice_amount_differs: {
    kind: "conflict",
    title: "The notice states a different amount",
    detail: "Nothing was changed. It needs manual follow-up.",
  },
  notice_facts_differ: {
    kind: "conflict",
    title: "The notice is about something else",
    detail: "Nothing was changed. It needs manual follow-up.",
  },
  card_binding_not_found: {
    kind: "not_found",
    title: "No such card",
    detail: "No card is bound under this number.",
  },
  payment_not_found: {
    kind: "not_found",
    title: "No such payment",
    detail: "This order has no payment with this ID.",
  },
} as const satisfies Record<string, RefusalText>;
