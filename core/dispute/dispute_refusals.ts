import type { RefusalText } from "../refusal.ts";

export const disputeRefusals = {
  dispute_not_found: {
    kind: "not_found",
    title: "No such dispute",
    detail: "You have no such dispute.",
  },
  dispute_over: {
    kind: "conflict",
    title: "The dispute has been decided",
    detail: "`state` says how. Nothing was changed.",
  },
  dispute_answered: {
    kind: "conflict",
    title: "The dispute has been answered",
    detail: "You gave your reasons before; they can't be changed. You can still accept it.",
  },
} as const satisfies Record<string, RefusalText>;
