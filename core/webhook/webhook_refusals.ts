import type { RefusalText } from "../refusal.ts";

export const webhookRefusals = {
  endpoint_not_found: {
    kind: "not_found",
    title: "No such webhook endpoint",
    detail: "You have no webhook endpoint with this ID.",
  },
  event_not_found: {
    kind: "not_found",
    title: "No such event",
    detail: "You have no such event.",
  },
  endpoint_disabled: {
    kind: "conflict",
    title: "The webhook endpoint is disabled",
    detail: "Set its `state` to `enabled` first.",
  },
  endpoints_too_many: {
    kind: "conflict",
    title: "Too many webhook endpoints",
    detail: "Delete an endpoint you no longer use, then add the new one.",
  },
  merchant_not_in_family: {
    kind: "forbidden",
    title: "This merchant number is not yours",
    detail: "`merchant_nos` may contain only your own number and your children's.",
  },
} as const satisfies Record<string, RefusalText>;
