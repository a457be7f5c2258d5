import { describeRoute, resolver } from "hono-openapi";
import type { MiddlewareHandler } from "hono";
import * as z from "zod";
import { problems } from "./problem.ts";
import type { ProblemCode } from "./problem.ts";
import type { Operation } from "./operation.ts";

// What the edge refuses before a use case runs; listed here so that no route has to repeat it.
const unauthorizedCodes: readonly ProblemCode[] = [
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
const fromEveryBody: readonly ProblemCode[] = [
  "body_not_json",
  "body_incomplete",
  "content_type_unsupported",
  "body_too_large",
];
const fromEveryWrite: readonly ProblemCode[] = [
  "changed_meanwhile",
  "overloaded",
  "outcome_unknown",
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
  const codes = refusalCodes(operation);
  const statuses = [...new Set(codes.map((code) => problems[code].status))].sort();
  const responses = statuses.map((status) => [
    status,
    refusal(codes.filter((code) => problems[code].status === status)),
  ]);
  return { 401: { $ref: "#/components/responses/Unauthorized" }, ...Object.fromEntries(responses) };
}

function refusal(codes: readonly ProblemCode[]) {
  return {
    description: codes.map((code) => `\`${code}\` ${problems[code].title}.`).join(" "),
    "x-codes": codes,
    content: { "application/problem+json": { schema: resolver(problemShape) } },
  };
}

/** The same for every route. */
export const unauthorized = refusal(unauthorizedCodes);

function refusalCodes(operation: Operation): readonly ProblemCode[] {
  const fields: readonly ProblemCode[] = operation.body || operation.query
    ? ["fields_invalid"]
    : [];
  return [
    ...(operation.body ? fromEveryBody : []),
    ...fields,
    ...(operation.refusals ?? []),
    ...(operation.reads ? [] : fromEveryWrite),
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
