import type { RefusalText } from "../refusal.ts";

/** About app ids of a merchant number's own. */
export const appRefusals = {
  app_application_not_found: {
    kind: "not_found",
    title: "No such application",
    detail: "You have made no application for an app with this ID.",
  },
  app_application_pending: {
    kind: "conflict",
    title: "An application is already being examined",
    detail: "`app_application_id` is the one. Wait for the decision on it.",
  },
  app_already_granted: {
    kind: "conflict",
    title: "You have an app ID of your own",
    detail: "`app_id` is it. A merchant number has at most one.",
  },
} as const satisfies Record<string, RefusalText>;
