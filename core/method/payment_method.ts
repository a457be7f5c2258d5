/** How a consumer pays. `quickpass` is 云闪付; `card` and `account` go through a hosted cashier. */
export const methodNames = [
  "balance",
  "quickpass",
  "bound_card",
  "card",
  "account",
  "bank_transfer",
] as const;
export type MethodName = (typeof methodNames)[number];

/** How the client does it (the client decides the flow; the user agent is never trusted). */
export const flows = [
  "in_app_control",
  "app_link",
  "wap_page",
  "cashier",
  "screen_code",
  /** The merchant's own app pays, by the channel's control inside it. */
  "app_control",
  /** The payer's app shows a code, and a till reads it. */
  "consumer_code",
  /** A card that the channel charges by its token, with a code sent to its owner's phone. */
  "bound_card",
  /** Out of what the payer has in a trusted wallet app. */
  "balance",
  "test_helper",
  /** A company transfers from its bank. */
  "bank_transfer",
] as const;
export type Flow = (typeof flows)[number];
