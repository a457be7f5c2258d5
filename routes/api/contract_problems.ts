import type { ProblemKind } from "./problem_kind.ts";

/** What plans, signings, contracts and deductions refuse. */
export const contractProblems = {
  plan_not_found: { status: 404, title: "No such plan", detail: "You have no such plan." },
  plan_change_pending: {
    status: 409,
    title: "A change to this plan is already under review",
    detail: "Wait for `plan.approved` or `plan.rejected` of that version, then apply again.",
  },
  fixed_merchant_not_allowed: {
    status: 422,
    title: "This merchant number cannot charge your contracts",
    detail: "`fixed_merchant_nos` may contain only your own number and your direct children's.",
  },
  plan_not_approved: {
    status: 409,
    title: "The plan cannot be signed",
    detail: "Only an approved plan can be signed; `state` is this plan's current state.",
  },
  signing_not_found: {
    status: 404,
    title: "No such signing",
    detail: "You have no such signing.",
  },
  signing_not_open: {
    status: 409,
    title: "The signing is not open",
    detail:
      "`state` says how it ended, or that the consumer has agreed and the channel has yet to confirm.",
  },
  contract_code_reused: {
    status: 409,
    title: "This contract code is already used for another signing",
    detail:
      "A signing is open under this code. Use a new `contract_code`, or repeat the first request exactly.",
  },
  contracts_not_available: {
    status: 409,
    title: "No channel is available for this contract",
    detail: "The operator has not connected a channel for contracts in this mode.",
  },
  contract_ending: {
    status: 409,
    title: "The previous contract on this plan is still ending",
    detail: "The plan can be signed again once the channel confirms that `contract_id` has ended.",
  },
  signing_in_progress: {
    status: 409,
    title: "This plan is being signed through another link",
    detail: "The channel has yet to confirm `signing_id`. Try again once it is signed.",
  },
  channel_refused: {
    status: 409,
    title: "The channel refused",
    detail: "Nothing was signed, and the signing is open again. `reason` comes from the channel.",
  },
  consumer_not_found: {
    status: 404,
    title: "No consumer session",
    detail: "The page must be opened from the app.",
  },
  app_code_refused: {
    status: 409,
    title: "The app's code is not valid",
    detail: "It has been used or has expired. Open the page from the app again.",
  },
  app_not_answering: {
    status: 503,
    title: "The app did not identify its user",
    detail: "Open the page from the app again.",
  },
  card_required: {
    status: 409,
    title: "A bound card is required",
    detail: "Choose one of the cards bound in the app.",
  },
  credit_card_required: {
    status: 409,
    title: "A bound credit card is required",
    detail: "The plan requires a credit card.",
  },
  terms_changed: {
    status: 409,
    title: "The agreement has changed since it was shown",
    detail: "Nothing was signed. Show the new text, then agree to that.",
  },
  phone_code_not_needed: {
    status: 409,
    title: "The plan requires no code",
    detail: "No message was sent.",
  },
  phone_codes_too_many: {
    status: 429,
    title: "Too many codes were sent to this person",
    detail: "The limit is 10 per hour.",
  },
  message_not_sent: {
    status: 503,
    title: "The message could not be sent",
    detail: "Request another code.",
  },
  phone_code_required: {
    status: 409,
    title: "The code from the text message is required",
    detail: "Request a code, then send it.",
  },
  phone_code_over: {
    status: 409,
    title: "There is no code, or it has expired",
    detail: "A code works once, within five minutes. Request another one.",
  },
  phone_code_wrong: {
    status: 409,
    title: "The code is wrong",
    detail: "`tries_left` is the number of attempts left.",
  },
  phone_code_tries_over: {
    status: 409,
    title: "Too many attempts with this code",
    detail: "Request another code.",
  },
  id_number_required: {
    status: 409,
    title: "The ID number is required",
    detail: "The plan requires it.",
  },
  id_number_wrong: {
    status: 409,
    title: "The ID number does not match this consumer",
    detail: "`tries_left` is the number of attempts left.",
  },
  id_number_tries_over: {
    status: 409,
    title: "Too many attempts at the ID number",
    detail: "The merchant must create another signing.",
  },
  contract_not_found: {
    status: 404,
    title: "No such contract",
    detail: "You have no such contract.",
  },
  deduction_not_found: {
    status: 404,
    title: "No such deduction",
    detail: "You have no such deduction.",
  },
  contract_not_active: {
    status: 409,
    title: "The contract is not active",
    detail: "`state` says whether it is suspended, ending or ended. Nothing was charged.",
  },
  deduction_no_reused: {
    status: 409,
    title: "This order number is already used for another deduction",
    detail: "Use a new `merchant_order_no`, or repeat the first request exactly.",
  },
  merchant_not_in_scope: {
    status: 403,
    title: "This merchant number may not charge this contract",
    detail:
      "A child may charge its parent's contract only with the parent's recorded consent, and a plan with `fixed_merchant_nos` can be charged only by those numbers.",
  },
  per_transaction_limit_exceeded: {
    status: 409,
    title: "The amount exceeds the limit per charge",
    detail: "Nothing was charged. The consumer agreed to at most `limit` fen per charge.",
  },
  day_limit_exceeded: {
    status: 409,
    title: "The amount exceeds today's remaining limit",
    detail:
      "Nothing was charged. The consumer agreed to at most `limit` fen per day (Asia/Shanghai); `left` is what remains today.",
  },
  pre_notice_required: {
    status: 409,
    title: "The consumer has not been notified of this charge",
    detail:
      "A periodic plan can be charged only after a message that announces at least this amount; create one with the contract's `deduction_notices`.",
  },
  pre_notice_too_early: {
    status: 409,
    title: "It is too soon after the consumer was notified",
    detail: "Charge at or after `chargeable_from`.",
  },
  notice_not_sent: {
    status: 503,
    title: "The message could not be sent",
    detail:
      "Nothing can be charged on it yet. Send the request again; the consumer still gets one message.",
  },
  deduction_notices_too_many: {
    status: 429,
    title: "Too many messages about this contract",
    detail: "No message was sent. A consumer gets at most `limit` a day about one contract.",
  },
  polled_too_often: {
    status: 429,
    title: "This deduction is polled too often",
    detail:
      "Poll again at `next_poll_at`, or wait for the webhook. After `blocked_at` early polls, this ID is blocked for a while.",
  },
  polling_blocked: {
    status: 429,
    title: "Polling this deduction is blocked for a while",
    detail: "It was polled far too often. Wait for the webhook, or poll again at `blocked_until`.",
  },
} as const satisfies Record<string, ProblemKind>;
