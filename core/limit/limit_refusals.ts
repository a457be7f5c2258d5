import type { RefusalText } from "../refusal.ts";

export const limitRefusals = {
  daily_limit_exceeded: {
    kind: "conflict",
    title: "The amount exceeds today's remaining limit",
    detail:
      "Nothing was charged. A static code accepts at most `cap` fen per account per day (Asia/Shanghai); `left` is what remains today.",
  },
} as const satisfies Record<string, RefusalText>;
