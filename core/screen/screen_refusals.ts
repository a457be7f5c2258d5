import type { RefusalText } from "../refusal.ts";

export const screenRefusals = {
  screen_not_found: {
    kind: "not_found",
    title: "No such screen",
    detail: "You have no such screen.",
  },
  screens_too_many: {
    kind: "conflict",
    title: "Too many screens",
    detail: "Unpair a screen you no longer use, then add the new one.",
  },
} as const satisfies Record<string, RefusalText>;
