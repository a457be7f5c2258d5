import type { RefusalText } from "../refusal.ts";

export const budgetRefusals = {
  too_many_requests: {
    kind: "too_many",
    title: "Too many tries",
    detail:
      "Nothing was changed. Try again after `retry_after` seconds, which `Retry-After` says too; keys that are right are never counted.",
  },
} as const satisfies Record<string, RefusalText>;
