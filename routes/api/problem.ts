import type { Context } from "hono";
import type { ContentfulStatusCode } from "hono/utils/http-status";
import { appRefusals } from "../../core/app/app_refusals.ts";
import { applicationRefusals } from "../../core/application/application_refusals.ts";
import { noticeRefusals } from "../../core/channel/notice_refusals.ts";
import { blockRefusals } from "../../core/block/block_refusals.ts";
import { budgetRefusals } from "../../core/budget/budget_refusals.ts";
import { cardholderRefusals } from "../../core/cardholder/cardholder_refusals.ts";
import { contractRefusals } from "../../core/contract/contract_refusals.ts";
import { arrearRefusals } from "../../core/arrear/arrear_refusals.ts";
import { deductionRefusals } from "../../core/deduction/deduction_refusals.ts";
import { disputeRefusals } from "../../core/dispute/dispute_refusals.ts";
import { limitRefusals } from "../../core/limit/limit_refusals.ts";
import { linkRefusals } from "../../core/link/link_refusals.ts";
import { merchantRefusals } from "../../core/merchant/merchant_refusals.ts";
import { orderRefusals } from "../../core/order/order_refusals.ts";
import { paths } from "../../core/paths.ts";
import { paymentRefusals } from "../../core/payment/payment_refusals.ts";
import { planRefusals } from "../../core/plan/plan_refusals.ts";
import type { RefusalKind, RefusalText } from "../../core/refusal.ts";
import { refundRefusals } from "../../core/refund/refund_refusals.ts";
import { screenRefusals } from "../../core/screen/screen_refusals.ts";
import { signatureRefusals } from "../../core/signature/signature_refusals.ts";
import { signingRefusals } from "../../core/signing/signing_refusals.ts";
import { statementRefusals } from "../../core/statement/statement_refusals.ts";
import { type Instant, rfc3339 } from "../../core/time.ts";
import { webhookRefusals } from "../../core/webhook/webhook_refusals.ts";
import type { ProblemKind } from "./problem_kind.ts";
import { formProblems, requestProblems } from "./request_problems.ts";

const statuses: Readonly<Record<RefusalKind, ContentfulStatusCode>> = {
  unreadable: 400,
  unauthenticated: 401,
  forbidden: 403,
  not_found: 404,
  conflict: 409,
  invalid: 422,
  too_many: 429,
  unavailable: 503,
};

/** Every refusal of the merchant API, as the reference lists them. */
export const apiProblems = {
  ...requestProblems,
  ...presented({
    ...signatureRefusals,
    ...merchantRefusals,
    ...applicationRefusals,
    ...appRefusals,
    ...orderRefusals,
    ...limitRefusals,
    ...budgetRefusals,
    ...paymentRefusals,
    ...refundRefusals,
    ...linkRefusals,
    ...screenRefusals,
    ...planRefusals,
    ...signingRefusals,
    ...contractRefusals,
    ...cardholderRefusals,
    ...deductionRefusals,
    ...arrearRefusals,
    ...disputeRefusals,
    ...blockRefusals,
    ...statementRefusals,
    ...webhookRefusals,
  }),
} as const satisfies Record<string, ProblemKind>;

/** These, and what channels and forms are refused. A refusal that is not here does not compile where it is answered. */
export const problems = {
  ...apiProblems,
  ...presented(noticeRefusals),
  ...formProblems,
} as const satisfies Record<string, ProblemKind>;

export type ApiProblemCode = keyof typeof apiProblems;
export type ProblemCode = keyof typeof problems;
export type Refusal = { readonly code: ProblemCode };

function presented<Code extends string>(
  refusals: Readonly<Record<Code, RefusalText>>,
): Readonly<Record<Code, ProblemKind>> {
  const entries = Object.entries<RefusalText>(refusals).map(([code, { kind, title, detail }]) => [
    code,
    { status: statuses[kind], title, detail },
  ]);
  return Object.fromEntries(entries);
}

/**
 * Responds to a refusal with `application/problem+json`: `{type, title, status, code, detail, …facts}`. Facts come
 * out in snake_case; money as whole fen, a number named `…At` or `notBefore` as a time. `retry_after` in seconds is
 * sent as `Retry-After` too.
 */
export function problem<R extends Refusal>(c: Context, refusal: R): Response {
  const { code, ...facts } = refusal;
  const { status, title, detail } = problems[code];
  const origin: string = c.get("publicUrl") ?? new URL(c.req.url).origin;
  c.set("refused", code);
  const retryAfter = "retry_after" in facts ? { "Retry-After": `${facts["retry_after"]}` } : {};
  const type = `${origin}${paths.docs()}#${code}`;
  const body = { type, title, status, code, detail, ...presentFacts(facts) };
  return c.body(JSON.stringify(body), status, {
    "Content-Type": "application/problem+json",
    "Cache-Control": "no-store",
    ...retryAfter,
    // RFC 9110, 11.6.1: a 401 says how to authenticate.
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
