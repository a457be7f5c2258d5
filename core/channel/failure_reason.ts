/** Why a channel or the payer said no, in the industry's usual terms. */
export const commonReasons = [
  "insufficient_funds",
  "declined_by_bank",
  "card_expired",
  "card_restricted",
  "limit_exceeded_at_bank",
  "wrong_password",
  "risk_refused",
  "cancelled_by_payer",
  "expired_at_channel",
  "refused_by_channel",
  "unknown_at_channel",
] as const;
export type CommonReason = (typeof commonReasons)[number];

/** The same, with what is said only of a bound card and its code. */
export const failureReasons = [
  ...commonReasons,
  "wrong_code",
  "code_expired",
  "code_too_soon",
  "card_not_bound",
] as const;
export type FailureReason = (typeof failureReasons)[number];
