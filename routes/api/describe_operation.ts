import { describeRoute, resolver } from "hono-openapi";
import type { MiddlewareHandler } from "hono";
import * as z from "zod";
import type { Act } from "../../core/merchant/may_act.ts";
import { type ApiProblemCode, apiProblems } from "./problem.ts";

export interface Answer {
  readonly description: string;
  /** Absent when the answer has no body. */
  readonly body?: z.ZodType;
}

/** What an operation does: nothing, or something that a key may be limited to. */
export type Doing =
  /** Nothing is written: then there is no conflict to refuse. */
  | { readonly reads: true; readonly act?: never }
  | { readonly act: Act; readonly reads?: never };

/** All a route says about itself, once: the validators, the OpenAPI document and the reference page are made of it. */
export type Operation<
  B extends z.ZodType<object> = z.ZodType<object>,
  Q extends z.ZodType<object> = z.ZodType<object>,
> = Doing & Described<B, Q>;

interface Described<B extends z.ZodType<object>, Q extends z.ZodType<object>> {
  readonly tag: string;
  readonly summary: string;
  readonly description?: string;
  /** What the JSON body must be; the handler gets `c.req.valid("json")`. */
  readonly body?: B;
  /** True when the body may be omitted; it then reads as `{}`. */
  readonly bodyOptional?: boolean;
  /** What the query must be; the handler gets `c.req.valid("query")`. A name given twice is refused. */
  readonly query?: Q;
  readonly answers: Readonly<Record<number, Answer>>;
  /** The command's refusals. Those of the middleware are added. */
  readonly refusals?: readonly ApiProblemCode[];
}

// What the middleware refuses before a command runs; listed here so that no route has to repeat it.
const unauthorizedCodes: readonly ApiProblemCode[] = [
  "key_missing",
  "key_malformed",
  "key_unknown",
  "signature_required",
  "signature_malformed",
  "signature_alg_refused",
  "signature_key_unknown",
  "signature_key_not_active",
  "signature_wrong",
  "signature_expired",
  "signature_from_future",
  "signature_replayed",
  "signature_other_request",
];
const fromEveryBody: readonly ApiProblemCode[] = [
  "body_not_json",
  "body_incomplete",
  "content_type_unsupported",
  "content_encoding_unsupported",
  "body_too_large",
];
const fromEveryWrite: readonly ApiProblemCode[] = [
  "changed_meanwhile",
  "outcome_unknown",
];
// A signed request is a write even where it only reads, because its `jti` is kept.
const fromEveryRequest: readonly ApiProblemCode[] = [
  // Where it is made for a number below.
  "acting_not_agreed",
  "merchant_not_active",
  "merchant_not_found",
  "overloaded",
  "unavailable",
];

const problemShape = z.object({
  type: z.url(),
  title: z.string(),
  status: z.int(),
  code: z.string().meta({ description: "Stable; branch on this." }),
  detail: z.string(),
  errors: z.array(z.object({ path: z.string(), code: z.string(), detail: z.string() })).optional()
    .meta({ description: "With `fields_invalid`: each invalid field." }),
}).meta({ id: "Problem" });

/** The operation as OpenAPI 3.1, on the symbol the document is made from. */
export function describeOperation(operation: Operation): MiddlewareHandler {
  const { tag, summary, description, body, query } = operation;
  return describeRoute({
    tags: [tag],
    summary,
    ...(description ? { description } : {}),
    ...(query ? { parameters: queryParameters(query) } : {}),
    ...(body
      ? {
        requestBody: {
          required: !operation.bodyOptional,
          content: {
            "application/json": { schema: resolver(body, { options: { io: "input" } }) },
          },
        },
      }
      : {}),
    responses: { ...answers(operation), ...refusals(operation) },
  });
}

function answers(operation: Operation) {
  return Object.fromEntries(
    Object.entries(operation.answers).map(([status, { description, body }]) => [
      status,
      body ? { description, content: { "application/json": { schema: resolver(body) } } } : {
        description,
      },
    ]),
  );
}

/** One response per status; `x-codes` are the refusals that share it. */
function refusals(operation: Operation) {
  const codes = [...new Set(refusalCodes(operation))];
  const statuses = [...new Set(codes.map((code) => apiProblems[code].status))].sort();
  const responses = statuses.map((status) => [
    status,
    refusal(codes.filter((code) => apiProblems[code].status === status)),
  ]);
  return { 401: { $ref: "#/components/responses/Unauthorized" }, ...Object.fromEntries(responses) };
}

function refusal(codes: readonly ApiProblemCode[]) {
  return {
    description: codes.map((code) => `\`${code}\` ${apiProblems[code].title}.`).join(" "),
    "x-codes": codes,
    content: { "application/problem+json": { schema: resolver(problemShape) } },
  };
}

/** The same for every route. */
export const unauthorized = refusal(unauthorizedCodes);

function refusalCodes(operation: Operation): readonly ApiProblemCode[] {
  const takesBody = operation.body !== undefined || !operation.reads;
  return [
    ...(takesBody ? fromEveryBody : []),
    "fields_invalid",
    ...(operation.refusals ?? []),
    // After too many wrong keys.
    "too_many_requests",
    ...(operation.reads ? [] : ["key_scope_missing" as const, ...fromEveryWrite]),
    ...fromEveryRequest,
  ];
}

function queryParameters(query: z.ZodType) {
  const { properties = {}, required = [] } = z.toJSONSchema(query, { io: "input" });
  return Object.entries(properties).map(([name, schema]) => ({
    name,
    in: "query" as const,
    required: required.includes(name),
    schema: schema as Record<string, unknown>,
  }));
}
