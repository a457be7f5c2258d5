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
    title: "The body is not valid JSON",
    detail: "Send one JSON object in UTF-8, with no duplicate names and at most 32 levels deep.",
  },
  body_incomplete: {
    status: 400,
    title: "The body ended early",
    detail: "Nothing was changed. Send the whole body again.",
  },
  fields_invalid: {
    status: 422,
    title: "Some fields are invalid",
    detail: "Nothing was changed. `errors` lists each field and what is wrong with it.",
  },
  content_type_unsupported: {
    status: 415,
    title: "Unsupported content type",
    detail: "Send `Content-Type: application/json`.",
  },
  body_too_large: {
    status: 413,
    title: "The body is too large",
    detail: "The limit is 64 KiB.",
  },
  route_unknown: {
    status: 404,
    title: "No such endpoint",
    detail: "Check the path against the API reference.",
  },
  method_not_allowed: {
    status: 405,
    title: "Method not allowed",
    detail: "The `Allow` header lists the methods this endpoint accepts.",
  },
  origin_refused: {
    status: 403,
    title: "The form came from another site",
    detail: "Open the page on this site and submit the form from there.",
  },

  // Authentication.
  key_missing: {
    status: 401,
    title: "No key was sent",
    detail: "Send `Authorization: Bearer sk_test_…`, or sign the request.",
  },
  key_malformed: {
    status: 401,
    title: "The key cannot be read",
    detail: "A secret key is `sk_test_` followed by 40 letters and digits.",
  },
  key_unknown: {
    status: 401,
    title: "The key is unknown or revoked",
    detail: "Check that you copied the whole key and that it hasn't been revoked.",
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
    title: "The algorithm does not match the key",
    detail: "Sign with the algorithm that belongs to the key: EdDSA, ES256 or PS256.",
  },
  signature_key_unknown: {
    status: 401,
    title: "No such signing key",
    detail: "`kid` must be the ID of a registered key.",
  },
  signature_key_not_active: {
    status: 401,
    title: "The signing key is not active",
    detail: "The key has been revoked or retired, or its `not_before` is still to come.",
  },
  signature_wrong: {
    status: 401,
    title: "The signature does not match the body",
    detail: "Sign the exact bytes you send, after every change to them.",
  },
  signature_expired: {
    status: 401,
    title: "The signature is too old",
    detail: "`iat` may be at most 300 seconds old. Check your clock and sign again.",
  },
  signature_from_future: {
    status: 401,
    title: "The signature is dated in the future",
    detail: "`iat` may be at most 10 seconds ahead. Check your clock.",
  },
  signature_replayed: {
    status: 401,
    title: "This signed request was already received",
    detail: "Each `jti` is accepted once. To retry, sign again with a new `jti`.",
  },
  signature_other_request: {
    status: 401,
    title: "The signature is for another request",
    detail: "`htm` must be the method and `htu` the full URL with its query, exactly as sent.",
  },

  // Keys.
  key_not_found: { status: 404, title: "No such key", detail: "You have no key with this ID." },
  key_dates_wrong: {
    status: 422,
    title: "The key would never be active",
    detail: "`retire_at` must be later than `not_before` and in the future.",
  },
  keys_too_many: {
    status: 409,
    title: "Too many keys",
    detail: "Revoke a key you no longer use, then add the new one.",
  },
  key_already_registered: {
    status: 409,
    title: "This key is already registered",
    detail: "Generate a new key pair; a revoked key stays revoked.",
  },

  // Orders and payments.
  order_not_found: { status: 404, title: "No such order", detail: "You have no such order." },
  order_no_reused: {
    status: 409,
    title: "This order number is already used for another order",
    detail: "Use a new `merchant_order_no`, or repeat the first request exactly.",
  },
  order_not_open: {
    status: 409,
    title: "The order is not open",
    detail: "It has been paid, has been closed or has expired; `state` says which.",
  },
  order_not_paid: {
    status: 409,
    title: "The order has not been paid",
    detail: "Only a paid order can be refunded.",
  },
  daily_limit_exceeded: {
    status: 409,
    title: "The amount exceeds today's remaining limit",
    detail:
      "Nothing was charged. A static code accepts at most `cap` fen per account per day (Asia/Shanghai); `left` is what remains today.",
  },
  payment_in_flight: {
    status: 409,
    title: "A payment is being confirmed",
    detail: "Wait for its result. The order cannot be paid twice.",
  },
  attempts_exhausted: {
    status: 409,
    title: "Too many payment attempts on this order",
    detail: "Create a new order; this one accepts no more attempts.",
  },
  product_not_enabled: {
    status: 403,
    title: "This merchant number may not use this payment method",
    detail: "Ask the operator to enable the product.",
  },
  method_not_offered: {
    status: 409,
    title: "This payment method is not offered here",
    detail: "Choose one of the methods listed on the checkout page.",
  },
  return_url_not_allowed: {
    status: 422,
    title: "The return URL is not allowed",
    detail: "`return_url` must be under one of the URLs registered for this merchant number.",
  },

  amount_out_of_range: {
    status: 422,
    title: "The amount is out of range",
    detail: "`amount` is an integer in fen, at least 1 and at most `max`.",
  },
  settle_merchant_not_allowed: {
    status: 422,
    title: "The order cannot be settled to this merchant number",
    detail:
      "`settle_merchant_no` must be this merchant number or one of its children, in the same mode.",
  },
  payment_not_found: {
    status: 404,
    title: "No such payment",
    detail: "This order has no payment with this ID.",
  },
  channel_not_available: {
    status: 409,
    title: "No channel is available for this payment",
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
    title: "The notice states a different amount",
    detail: "Nothing was changed. It needs manual follow-up.",
  },

  // Links.
  link_not_found: { status: 404, title: "No such link", detail: "You have no such link." },

  // Refunds.
  refund_not_found: { status: 404, title: "No such refund", detail: "You have no such refund." },
  refund_no_reused: {
    status: 409,
    title: "This refund number is already used for another refund",
    detail: "Use a new `merchant_refund_no`, or repeat the first request exactly.",
  },
  refund_exceeds_paid: {
    status: 409,
    title: "The refund exceeds what is left to refund",
    detail: "`refundable` is the amount that can still be refunded, in fen.",
  },

  ...contractProblems,

  // Webhooks.
  endpoint_not_found: {
    status: 404,
    title: "No such webhook endpoint",
    detail: "You have no webhook endpoint with this ID.",
  },
  event_not_found: { status: 404, title: "No such event", detail: "You have no such event." },
  endpoint_disabled: {
    status: 409,
    title: "The webhook endpoint is disabled",
    detail: "Set its `state` to `enabled` first.",
  },
  endpoints_too_many: {
    status: 409,
    title: "Too many webhook endpoints",
    detail: "Delete an endpoint you no longer use, then add the new one.",
  },
  merchant_not_in_family: {
    status: 422,
    title: "This merchant number is not yours",
    detail: "`merchant_nos` may contain only your own number and your children's.",
  },

  // Screens.
  screen_not_found: { status: 404, title: "No such screen", detail: "You have no such screen." },
  screens_too_many: {
    status: 409,
    title: "Too many screens",
    detail: "Unpair a screen you no longer use, then add the new one.",
  },

  // Test mode.
  test_mode_only: {
    status: 403,
    title: "Only test merchants may use this",
    detail: "Live orders are paid by real consumers.",
  },

  clock_out_of_range: {
    status: 422,
    title: "The clock cannot be set to that time",
    detail: "A test clock can be at most `max_days` days away from the real time.",
  },

  // Faults.
  changed_meanwhile: {
    status: 409,
    title: "Concurrent changes got in the way",
    detail: "This request changed nothing. Send it again.",
  },
  overloaded: {
    status: 503,
    title: "The server is overloaded",
    detail: "Nothing was changed. Retry after the number of seconds in `Retry-After`.",
  },
  outcome_unknown: {
    status: 503,
    title: "The outcome is not known yet",
    detail:
      "Send the request again with the same number: it either returns what was done or does it now.",
  },
  fault: {
    status: 500,
    title: "Something went wrong on our side",
    detail: "It was logged under `request_id`. Retry with the same number; repeating is safe.",
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
