import type { ProblemKind } from "./problem_kind.ts";

/** What plans, signings, contracts and deductions refuse. */
export const contractProblems = {
  plan_not_found: { status: 404, title: "No such plan", detail: "You have no such plan." },
  plan_change_pending: {
    status: 409,
    title: "A change of this plan is waiting for a decision",
    detail: "Wait for `plan.approved` or `plan.rejected` of that version, then apply again.",
  },
  fixed_merchant_not_allowed: {
    status: 422,
    title: "This merchant number cannot charge your contracts",
    detail: "`fixed_merchant_nos` may hold your own number and your direct children's.",
  },
  plan_not_approved: {
    status: 409,
    title: "The plan cannot be signed",
    detail: "Only an approved plan can be signed; `state` says how this one stands.",
  },
  signing_not_found: {
    status: 404,
    title: "No such signing",
    detail: "You have no such signing.",
  },
  signing_not_open: {
    status: 409,
    title: "The signing is not open",
    detail: "`state` says how it ended, or that somebody agreed and the channel is being asked.",
  },
  contract_code_reused: {
    status: 409,
    title: "This contract code stands for another signing",
    detail:
      "A signing is open under it. Use a new `contract_code`, or send exactly the facts of the first request.",
  },
  contracts_not_available: {
    status: 409,
    title: "No channel can hold this contract",
    detail: "The operator has not connected a channel for contracts in this mode.",
  },
  contract_ending: {
    status: 409,
    title: "The last contract on this plan is still ending",
    detail: "It can be signed again when the channel has agreed to the end of `contract_id`.",
  },
  signing_in_progress: {
    status: 409,
    title: "This plan is being signed under another link",
    detail: "The channel is being asked about `signing_id`. Ask again when it is signed.",
  },
  channel_refused: {
    status: 409,
    title: "The channel refused",
    detail: "Nothing was signed; the signing is open again. `reason` is the channel's.",
  },
  consumer_not_found: {
    status: 404,
    title: "Nobody entered",
    detail: "The page must be opened from the app.",
  },
  app_code_refused: {
    status: 409,
    title: "The app's code opens nothing",
    detail: "It was used, or it is too old. Open the page from the app again.",
  },
  app_not_answering: {
    status: 503,
    title: "The app did not say who is using it",
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
    detail: "The plan asks for a credit card.",
  },
  terms_changed: {
    status: 409,
    title: "The agreement has changed since it was shown",
    detail: "Nothing was signed. Show it again, then agree to what it says now.",
  },
  phone_code_not_needed: {
    status: 409,
    title: "The plan asks for no code",
    detail: "No message was sent.",
  },
  phone_codes_too_many: {
    status: 429,
    title: "Too many codes were sent to this person",
    detail: "At most 10 an hour are sent.",
  },
  message_not_sent: {
    status: 503,
    title: "The message could not be sent",
    detail: "Ask for another code.",
  },
  phone_code_required: {
    status: 409,
    title: "The code from the message is required",
    detail: "Ask for a code, then send it.",
  },
  phone_code_over: {
    status: 409,
    title: "There is no code, or it is over",
    detail: "A code works once, for five minutes. Ask for another.",
  },
  phone_code_wrong: {
    status: 409,
    title: "The code is wrong",
    detail: "`tries_left` is how often it may still be tried.",
  },
  phone_code_tries_over: {
    status: 409,
    title: "The code was tried too often",
    detail: "Ask for another.",
  },
  id_number_required: {
    status: 409,
    title: "The ID number is required",
    detail: "The plan asks for it.",
  },
  id_number_wrong: {
    status: 409,
    title: "The ID number is not this person's",
    detail: "`tries_left` is how often it may still be tried.",
  },
  id_number_tries_over: {
    status: 409,
    title: "The ID number was tried too often",
    detail: "The merchant must open another signing.",
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
    title: "This order number stands for another deduction",
    detail: "Use a new `merchant_order_no`, or send exactly the facts of the first request.",
  },
  merchant_not_in_scope: {
    status: 403,
    title: "This merchant number may not charge this contract",
    detail:
      "A child charges its parent's contract only by the parent's recorded agreement, and a plan with `fixed_merchant_nos` is charged by those only.",
  },
  per_transaction_limit_exceeded: {
    status: 409,
    title: "The amount is over the limit of one charge",
    detail: "Nothing was charged. The consumer agreed to at most `limit` fen per charge.",
  },
  day_limit_exceeded: {
    status: 409,
    title: "The amount is over what is left of today",
    detail:
      "Nothing was charged. The consumer agreed to at most `limit` fen a day in Asia/Shanghai; `left` is what is left.",
  },
  pre_notice_required: {
    status: 409,
    title: "The consumer was not told of this charge",
    detail:
      "A periodic plan is charged only after a notice of at least this amount; send one to `deduction_notices` of the contract.",
  },
  pre_notice_too_early: {
    status: 409,
    title: "The consumer was told too short a time ago",
    detail: "Charge from `chargeable_from` on.",
  },
  notice_not_sent: {
    status: 503,
    title: "The message could not be sent",
    detail: "Nothing may be charged on it yet. Ask again: it stays the same message.",
  },
  deduction_notices_too_many: {
    status: 429,
    title: "Too many notices about this contract",
    detail: "No message was sent. A person gets at most `limit` a day about one contract.",
  },
  polled_too_often: {
    status: 429,
    title: "Asked about this deduction too often",
    detail:
      "Ask at `next_poll_at`, or wait for the webhook. At `blocked_at` early polls this id is blocked for a while.",
  },
  polling_blocked: {
    status: 429,
    title: "Asking about this deduction is blocked for a while",
    detail: "It was asked about far too often. Wait for the webhook, or ask at `blocked_until`.",
  },
} as const satisfies Record<string, ProblemKind>;
