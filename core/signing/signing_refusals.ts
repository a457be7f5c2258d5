import type { RefusalText } from "../refusal.ts";

/** What a merchant can be told. What only the sign page can be told is worded there. */
export const signingRefusals = {
  signing_not_found: {
    kind: "not_found",
    title: "No such signing",
    detail: "You have no such signing.",
  },
  signing_not_open: {
    kind: "conflict",
    title: "The signing is not open",
    detail:
      "`state` says how it ended, or that the consumer has agreed and the channel has yet to confirm.",
  },
  contract_code_reused: {
    kind: "conflict",
    title: "This contract code is already used for another signing",
    detail:
      "A signing is open under this code. Use a new `contract_code`, or repeat the first request exactly.",
  },
  nothing_to_sign: {
    kind: "conflict",
    title: "There is nothing to sign again",
    detail: "The contract is at the channel that the merchant number trades through, or has ended.",
  },
  contracts_not_available: {
    kind: "conflict",
    title: "No channel is available for this contract",
    detail: "The operator has not connected a channel for contracts in this mode.",
  },
  plan_not_at_channel: {
    kind: "conflict",
    title: "The channel does not have this plan yet",
    detail:
      "The operator has not connected `plan_id` to a template at your number's channel, so nobody could sign it there. Ask the operator.",
  },
  contract_ending: {
    kind: "conflict",
    title: "The previous contract on this plan is still ending",
    detail: "The plan can be signed again once the channel confirms that `contract_id` has ended.",
  },
  charging_closed: {
    kind: "conflict",
    title: "The consumer has closed password-free charging",
    detail:
      "Nothing was signed. They can open it again in their wallet; until then they sign no contract.",
  },
  signing_in_progress: {
    kind: "conflict",
    title: "This plan is being signed through another link",
    detail: "The channel has yet to confirm `signing_id`. Try again once it is signed.",
  },
  channel_refused: {
    kind: "conflict",
    title: "The channel refused",
    detail: "Nothing was signed, and the signing is open again. `reason` comes from the channel.",
  },
  credit_card_required: {
    kind: "conflict",
    title: "A bound credit card is required",
    detail: "The plan requires a credit card.",
  },
  id_number_tries_over: {
    kind: "conflict",
    title: "Too many attempts at the ID number",
    detail: "The merchant must create another signing.",
  },
  phone_codes_too_many: {
    kind: "too_many",
    title: "Too many codes were sent to this person",
    detail: "The limit is 10 per hour.",
  },
} as const satisfies Record<string, RefusalText>;
