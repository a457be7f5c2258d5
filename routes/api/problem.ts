import type { Context } from "hono";
import { rfc3339 } from "../../core/time.ts";
import type { Instant } from "../../core/time.ts";
import { contractProblems } from "./contract_problems.ts";
import { paths } from "../../core/paths.ts";
import type { ProblemKind } from "./problem_kind.ts";

/**
 * Every refusal the API can give. A use case whose refusal is not listed here does not compile where it is answered.
 * Codes are stable; titles and details may be reworded.
 */
export const problems = {
  // The request itself.
  body_not_json: {
    status: 400,
    title: "The body is not JSON",
    detail: "Send one JSON object in UTF-8, without repeated names and at most 32 levels deep.",
  },
  body_incomplete: {
    status: 400,
    title: "The body ended early",
    detail: "Nothing was changed. Send the whole body again.",
  },
  fields_invalid: {
    status: 422,
    title: "Some fields are not right",
    detail: "Nothing was changed. `errors` names each field and what it should hold.",
  },
  content_type_unsupported: {
    status: 415,
    title: "The content type is not supported",
    detail: "Send `Content-Type: application/json`.",
  },
  body_too_large: {
    status: 413,
    title: "The body is too large",
    detail: "A body may have at most 64 KiB.",
  },
  route_unknown: {
    status: 404,
    title: "Nothing lives at this path",
    detail: "Check the path against the reference.",
  },
  method_not_allowed: {
    status: 405,
    title: "This path does not take this method",
    detail: "The `Allow` header lists the methods it takes.",
  },
  origin_refused: {
    status: 403,
    title: "The form came from another site",
    detail: "Open the page here and send the form from it.",
  },

  // Who is asking.
  key_missing: {
    status: 401,
    title: "No key was sent",
    detail: "Send `Authorization: Bearer sk_test_…`, or sign the request.",
  },
  key_malformed: {
    status: 401,
    title: "The key cannot be read",
    detail: "A secret key looks like `sk_test_` and 40 letters and digits.",
  },
  key_unknown: {
    status: 401,
    title: "The key is unknown or revoked",
    detail: "Check that the whole key was copied and that it was not revoked.",
  },
  signature_required: {
    status: 401,
    title: "A live request must be signed",
    detail: "Register a public key and send a detached JWS in `Countersign-Signature`.",
  },
  signature_malformed: {
    status: 401,
    title: "The signature cannot be read",
    detail:
      "Send `header..signature`, with `alg`, `kid`, `iat`, `jti`, `htm` and `htu` in the header.",
  },
  signature_alg_refused: {
    status: 401,
    title: "The algorithm is not the key's",
    detail: "Sign with the algorithm the key was registered for: EdDSA, ES256 or PS256.",
  },
  signature_key_unknown: {
    status: 401,
    title: "No such signing key",
    detail: "`kid` must be the id of a registered key.",
  },
  signature_key_not_active: {
    status: 401,
    title: "The signing key is not in force",
    detail: "The key is revoked or retired, or it is not yet its first day.",
  },
  signature_wrong: {
    status: 401,
    title: "The signature does not fit the body",
    detail: "Sign the raw bytes that are sent, after the last change to them.",
  },
  signature_expired: {
    status: 401,
    title: "The signature is too old",
    detail: "`iat` may be at most 300 seconds old. Sign again, and check the clock.",
  },
  signature_from_future: {
    status: 401,
    title: "The signature comes from the future",
    detail: "`iat` may be at most 10 seconds ahead. Check the clock.",
  },
  signature_replayed: {
    status: 401,
    title: "This signed request was already taken",
    detail: "Each `jti` counts once. To ask again, sign again with a new `jti`.",
  },
  signature_other_request: {
    status: 401,
    title: "The signature is for another request",
    detail: "`htm` must be the method and `htu` the full URL with its query, as they are sent.",
  },

  // Keys.
  key_not_found: { status: 404, title: "No such key", detail: "You have no key of this id." },
  key_dates_wrong: {
    status: 422,
    title: "The key would never be in force",
    detail: "`retire_at` must come after `not_before` and after now.",
  },
  keys_too_many: {
    status: 409,
    title: "Too many keys",
    detail: "Revoke a key that is no longer used, then add the new one.",
  },
  key_already_registered: {
    status: 409,
    title: "This key is already registered",
    detail: "Make a new key pair; a revoked key stays revoked.",
  },

  // Orders and payments.
  order_not_found: { status: 404, title: "No such order", detail: "You have no such order." },
  order_no_reused: {
    status: 409,
    title: "This order number stands for another order",
    detail: "Use a new `merchant_order_no`, or send exactly the facts of the first request.",
  },
  order_not_open: {
    status: 409,
    title: "The order is not open",
    detail: "It was paid, closed or has expired; `state` says which.",
  },
  order_not_paid: {
    status: 409,
    title: "The order is not paid",
    detail: "Only a paid order can be refunded.",
  },
  daily_limit_exceeded: {
    status: 409,
    title: "The amount is over what is left of today",
    detail:
      "Nothing was charged. A static code takes at most `cap` fen a day from one account, counted in Asia/Shanghai; `left` is what is left.",
  },
  payment_in_flight: {
    status: 409,
    title: "A payment is being confirmed",
    detail: "Wait for its result; nobody pays twice meanwhile.",
  },
  attempts_exhausted: {
    status: 409,
    title: "This order was tried too often",
    detail: "Make a new order; this one takes no further attempt.",
  },
  product_not_enabled: {
    status: 403,
    title: "This merchant number may not use this way of paying",
    detail: "Ask the operator to grant the product.",
  },
  method_not_offered: {
    status: 409,
    title: "This way of paying is not offered here",
    detail: "Choose one of the methods the checkout page lists.",
  },
  return_url_not_allowed: {
    status: 422,
    title: "The return address is not allowed",
    detail: "`return_url` must lie under one of the addresses registered for this merchant number.",
  },

  amount_out_of_range: {
    status: 422,
    title: "The amount is out of range",
    detail: "`amount` is whole fen, at least 1 and at most `max`.",
  },
  settle_merchant_not_allowed: {
    status: 422,
    title: "The order cannot settle there",
    detail: "`settle_merchant_no` must be this merchant number or a child of it, in the same mode.",
  },
  payment_not_found: {
    status: 404,
    title: "No such payment",
    detail: "This order has no payment of this id.",
  },
  channel_not_available: {
    status: 409,
    title: "No channel can take this payment",
    detail: "The operator has not connected a channel for this mode.",
  },

  // Notices of channels.
  notice_signature_wrong: {
    status: 401,
    title: "The notice is not signed by its channel",
    detail: "Nothing was changed.",
  },
  notice_not_readable: {
    status: 400,
    title: "The notice cannot be read",
    detail: "Nothing was changed.",
  },
  notice_amount_differs: {
    status: 409,
    title: "The notice tells of another amount",
    detail: "Nothing was changed; somebody looks at it.",
  },

  // Links.
  link_not_found: { status: 404, title: "No such link", detail: "You have no such link." },

  // Refunds.
  refund_not_found: { status: 404, title: "No such refund", detail: "You have no such refund." },
  refund_no_reused: {
    status: 409,
    title: "This refund number stands for another refund",
    detail: "Use a new `merchant_refund_no`, or send exactly the facts of the first request.",
  },
  refund_exceeds_paid: {
    status: 409,
    title: "The refund is more than what is left",
    detail: "`refundable` is what can still be refunded, in fen.",
  },

  ...contractProblems,

  // Notices.
  endpoint_not_found: {
    status: 404,
    title: "No such webhook endpoint",
    detail: "You have no endpoint of this id.",
  },
  event_not_found: { status: 404, title: "No such event", detail: "You have no such event." },
  endpoint_disabled: {
    status: 409,
    title: "The webhook endpoint is switched off",
    detail: "Set its `state` to `enabled` first.",
  },
  endpoints_too_many: {
    status: 409,
    title: "Too many webhook endpoints",
    detail: "Delete an endpoint that is no longer used, then add the new one.",
  },
  merchant_not_in_family: {
    status: 422,
    title: "This merchant number is not yours",
    detail: "`merchant_nos` may hold your own number and your children's.",
  },

  // Screens.
  screen_not_found: { status: 404, title: "No such screen", detail: "You have no such screen." },
  screens_too_many: {
    status: 409,
    title: "Too many screens",
    detail: "Unpair a screen that is no longer used, then add the new one.",
  },

  // Test mode.
  test_mode_only: {
    status: 403,
    title: "Only test merchants may use this",
    detail: "A live order is paid by a consumer.",
  },

  clock_out_of_range: {
    status: 422,
    title: "The clock cannot go there",
    detail: "A test clock may be at most `max_days` days away from now.",
  },

  // Faults and overload.
  changed_meanwhile: {
    status: 409,
    title: "Others kept changing this",
    detail: "Nothing was changed by this request. Ask again.",
  },
  overloaded: {
    status: 503,
    title: "Too much at once",
    detail: "Nothing was changed. Ask again after the seconds in `Retry-After`.",
  },
  outcome_unknown: {
    status: 503,
    title: "The outcome is not known yet",
    detail: "Ask again with the same number: it either finds what was done, or does it now.",
  },
  fault: {
    status: 500,
    title: "Something broke here",
    detail:
      "It was logged under `request_id`. Ask again with the same number; it is safe to repeat.",
  },
} as const satisfies Record<string, ProblemKind>;

export type ProblemCode = keyof typeof problems;
export type Refusal = { readonly code: ProblemCode };

/**
 * Answers a refusal as `application/problem+json`: `{type, title, status, code, detail, …facts}`. Facts come out in
 * snake_case; money as whole fen, a number named `…At` or `notBefore` as a time.
 */
export function problem<R extends Refusal>(c: Context, refusal: R): Response {
  return problemWith(c, refusal, problems[refusal.code].detail);
}

/** The same with a detail for this one case. */
function problemWith<R extends Refusal>(c: Context, refusal: R, detail: string): Response {
  const { code, ...facts } = refusal;
  const { status, title } = problems[code];
  const origin: string = c.get("publicUrl") ?? new URL(c.req.url).origin;
  const type = `${origin}${paths.docs()}#${code}`;
  const body = { type, title, status, code, detail, ...presentFacts(facts) };
  return c.body(JSON.stringify(body), status, {
    "Content-Type": "application/problem+json",
    "Cache-Control": "no-store",
    // RFC 9110, 11.6.1: a 401 says how to prove who is asking.
    ...(status === 401 ? { "WWW-Authenticate": 'Bearer realm="Countersign"' } : {}),
  });
}

function presentFacts(facts: Readonly<Record<string, unknown>>): Record<string, unknown> {
  const presented = Object.entries(facts).filter(([, fact]) => fact !== undefined);
  return Object.fromEntries(
    presented.map(([name, fact]) => [snake(name), presentFact(name, fact)]),
  );
}

function presentFact(name: string, fact: unknown): unknown {
  if (typeof fact === "number" && /(At|[bB]efore)$/.test(name)) return rfc3339(fact as Instant);
  if (typeof fact === "object" && fact !== null && "fen" in fact) return fact.fen;
  return fact;
}

function snake(name: string): string {
  return name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
}
