import type { RefusalText } from "../refusal.ts";

/** About a merchant number, its keys and its test clock. */
export const merchantRefusals = {
  key_unknown: {
    kind: "unauthenticated",
    title: "The key is unknown or revoked",
    detail: "Check that you copied the whole key and that it hasn't been revoked.",
  },
  key_not_found: {
    kind: "not_found",
    title: "No such key",
    detail: "You have no key with this ID.",
  },
  key_dates_wrong: {
    kind: "conflict",
    title: "The key would never be active",
    detail: "`retire_at` must be later than `not_before` and in the future.",
  },
  keys_too_many: {
    kind: "conflict",
    title: "Too many keys",
    detail: "Revoke a key you no longer use, then add the new one.",
  },
  key_scope_missing: {
    kind: "forbidden",
    title: "The key may not do this",
    detail:
      "`scope` is what it lacks. Settings are changed by a key of the number itself that has every scope.",
  },
  acting_not_agreed: {
    kind: "forbidden",
    title: "No agreement allows you to act for this number",
    detail: "It is below yours, but no agreement that is in force today covers it.",
  },
  key_not_usable: {
    kind: "forbidden",
    title: "This key can't be used",
    detail: "`errors` says what is wrong with its numbers. Generate a new key pair.",
  },
  key_already_registered: {
    kind: "conflict",
    title: "This key is already registered",
    detail: "Generate a new key pair; a revoked key stays revoked.",
  },
  merchant_not_active: {
    kind: "forbidden",
    title: "The merchant number is suspended or closed",
    detail:
      "`merchant_no` and `state` say which. A suspended number can still read, refund and end what it began; ask the operator.",
  },
  merchant_not_found: {
    kind: "not_found",
    title: "No such merchant number",
    detail: "It is neither yours nor one below yours.",
  },
  merchant_change_not_allowed: {
    kind: "forbidden",
    title: "Only the operator can change this",
    detail:
      "`fields` says what. A live number's name and products were examined by the operator; your own number's settings are not changed here.",
  },
  products_beyond_parent: {
    kind: "forbidden",
    title: "The number above does not have these products",
    detail: "A merchant number may use at most what the one above it may; `products` are the rest.",
  },
  products_below_children: {
    kind: "conflict",
    title: "A child still has these products",
    detail: "Take `products` from the numbers below first.",
  },
  reference_reused: {
    kind: "conflict",
    title: "The reference was used for another child",
    detail: "`merchant_no` was opened under it with another name.",
  },
  children_too_many: {
    kind: "conflict",
    title: "Too many children",
    detail: "You have opened as many children as one merchant number may have.",
  },
  product_not_enabled: {
    kind: "forbidden",
    title: "This merchant number may not use this payment method",
    detail: "Ask the operator to enable the product.",
  },
  app_not_answering: {
    kind: "unavailable",
    title: "The channel's app platform does not answer",
    detail: "It gives us no token now. Nothing was changed; try again in a minute.",
  },
  return_url_not_allowed: {
    kind: "forbidden",
    title: "The return URL is not allowed",
    detail:
      "`reason` says why: `syntax`, it is not an absolute URL, or has user info; `scheme`, it must start with https://, or with a registered scheme of your app's own; " +
      "`not_registered`, it is not under one of the URLs registered for this merchant number.",
  },
  test_mode_only: {
    kind: "forbidden",
    title: "Only test merchants may use this",
    detail: "Live orders are paid by real consumers.",
  },
  clock_out_of_range: {
    kind: "conflict",
    title: "The clock cannot be set to that time",
    detail: "A test clock can be at most `max_days` days away from the real time.",
  },
} as const satisfies Record<string, RefusalText>;
