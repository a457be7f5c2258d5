import type { RefusalText } from "../refusal.ts";

export const arrearRefusals = {
  arrear_not_found: {
    kind: "not_found",
    title: "No such arrear",
    detail: "You have no such arrear.",
  },
  arrear_not_owed: {
    kind: "conflict",
    title: "The arrear is no longer owed",
    detail: "It has been settled or waived; `state` says which.",
  },
  arrear_being_paid: {
    kind: "conflict",
    title: "The arrear is being paid",
    detail:
      "A retry or a payment of the consumer has no result yet. Waive it once that has failed.",
  },
} as const satisfies Record<string, RefusalText>;
