import type { RefusalText } from "../refusal.ts";

export const blockRefusals = {
  payer_blocked: {
    kind: "conflict",
    title: "This payer cannot be charged",
    detail:
      "Nothing was charged. The contract stays as it is; repeating the request changes nothing.",
  },
} as const satisfies Record<string, RefusalText>;
