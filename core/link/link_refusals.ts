import type { RefusalText } from "../refusal.ts";

export const linkRefusals = {
  link_not_found: {
    kind: "not_found",
    title: "No such link",
    detail: "You have no such link.",
  },
} as const satisfies Record<string, RefusalText>;
