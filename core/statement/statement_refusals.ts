import type { RefusalText } from "../refusal.ts";

export const statementRefusals = {
  statement_not_found: {
    kind: "not_found",
    title: "No such statement",
    detail:
      "A day's statement is ready a few minutes after the day has ended in Asia/Shanghai, from the first day on on which " +
      "something was booked.",
  },
} as const satisfies Record<string, RefusalText>;
