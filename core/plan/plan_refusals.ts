import type { RefusalText } from "../refusal.ts";

export const planRefusals = {
  plan_not_found: {
    kind: "not_found",
    title: "No such plan",
    detail: "You have no such plan.",
  },
  plan_limits_contradict: {
    kind: "conflict",
    title: "The limits contradict each other",
    detail: "`per_day_limit` must be at least `per_transaction_limit`.",
  },
  plan_change_pending: {
    kind: "conflict",
    title: "A change to this plan is already under review",
    detail: "Wait for `plan.approved` or `plan.rejected` of that version, then apply again.",
  },
  fixed_merchant_not_allowed: {
    kind: "forbidden",
    title: "This merchant number cannot charge your contracts",
    detail: "`fixed_merchant_nos` may contain only your own number and those below it.",
  },
  plan_not_approved: {
    kind: "conflict",
    title: "The plan cannot be signed",
    detail: "Only an approved plan can be signed; `state` is this plan's current state.",
  },
} as const satisfies Record<string, RefusalText>;
