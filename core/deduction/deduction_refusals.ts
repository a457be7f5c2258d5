import type { RefusalText } from "../refusal.ts";

export const deductionRefusals = {
  deduction_not_found: {
    kind: "not_found",
    title: "No such deduction",
    detail: "You have no such deduction.",
  },
  deduction_not_paid: {
    kind: "conflict",
    title: "The deduction has not succeeded",
    detail: "Only a deduction that has succeeded can be refunded.",
  },
  deduction_no_reused: {
    kind: "conflict",
    title: "This order number is already used for another deduction",
    detail: "Use a new `merchant_order_no`, or repeat the first request exactly.",
  },
  per_transaction_limit_exceeded: {
    kind: "conflict",
    title: "The amount exceeds the limit per charge",
    detail: "Nothing was charged. The consumer agreed to at most `limit` fen per charge.",
  },
  day_limit_exceeded: {
    kind: "conflict",
    title: "The amount exceeds today's remaining limit",
    detail:
      "Nothing was charged. The consumer agreed to at most `limit` fen per day (Asia/Shanghai); `left` is what remains today.",
  },
  consumer_limit_exceeded: {
    kind: "conflict",
    title: "The consumer's own limit is lower",
    detail:
      "Nothing was charged. Consumers may set lower limits than the contract's, for one contract or for all; `per` says which would be exceeded: `transaction` or `day`. What is left is the consumer's own business.",
  },
  pre_notice_required: {
    kind: "conflict",
    title: "The consumer has not been notified of this charge",
    detail:
      "A periodic plan can be charged only after a message that announces at least this amount; create one with the contract's `deduction_notices`.",
  },
  pre_notice_too_early: {
    kind: "conflict",
    title: "It is too soon after the consumer was notified",
    detail: "Charge at or after `chargeable_from`.",
  },
  notice_not_sent: {
    kind: "unavailable",
    title: "The message could not be sent",
    detail:
      "Nothing can be charged on it yet. Send the request again; the consumer still gets one message.",
  },
  deduction_notices_too_many: {
    kind: "too_many",
    title: "Too many messages about this contract",
    detail: "No message was sent. A consumer gets at most `limit` a day about one contract.",
  },
  polled_too_often: {
    kind: "too_many",
    title: "This deduction is polled too often",
    detail:
      "Poll again at `next_poll_at`, or wait for the webhook. After `blocked_at` early polls, this ID is blocked for a while.",
  },
  polling_blocked: {
    kind: "too_many",
    title: "Polling this deduction is blocked for a while",
    detail: "It was polled far too often. Wait for the webhook, or poll again at `blocked_until`.",
  },
} as const satisfies Record<string, RefusalText>;
