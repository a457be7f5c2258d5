import type { Context, MiddlewareHandler } from "hono";
import type { z } from "zod";
import type { ApiEnv } from "../app_env.ts";
import { type FieldError, fieldErrors } from "./fields.ts";
import { problem } from "./problem.ts";
import { strictJson } from "../../core/strict_json.ts";
import { describeOperation, type Operation } from "./describe_operation.ts";

type Valid<B, Q> = { in: { json: B; query: Q }; out: { json: B; query: Q } };

/** One middleware per route: refuses invalid input, keeps valid input, and carries the description. */
export function operation<
  B extends z.ZodType<object> = z.ZodNever,
  Q extends z.ZodType<object> = z.ZodNever,
>(given: Operation<B, Q>): MiddlewareHandler<ApiEnv, string, Valid<z.output<B>, z.output<Q>>> {
  const { body, bodyOptional = false, query } = given;
  const validate: MiddlewareHandler<ApiEnv, string, Valid<z.output<B>, z.output<Q>>> = async (
    c,
    next,
  ) => {
    const refused = (query && validateQuery(c, query)) ??
      (body && await validateBody(c, body, bodyOptional));
    return refused ?? await next();
  };
  return Object.assign(validate, describeOperation(given));
}

const JSON_TYPE = /^application\/(?:[\w.-]+\+)?json\s*(?:;\s*charset\s*=\s*"?utf-8"?\s*)?$/i;

async function validateBody(
  c: Context,
  schema: z.ZodType<object>,
  optional: boolean,
): Promise<Response | undefined> {
  if (optional && (await c.req.arrayBuffer()).byteLength === 0) {
    return keepValid(c, "json", schema, {});
  }
  if (!JSON_TYPE.test(c.req.header("Content-Type") ?? "")) {
    return problem(c, { code: "content_type_unsupported" });
  }
  const json = strictJson(new Uint8Array(await c.req.arrayBuffer()));
  if (!json.ok) return problem(c, json.error);
  return keepValid(c, "json", schema, json.value);
}

function validateQuery(c: Context, schema: z.ZodType<object>): Response | undefined {
  const queries = Object.entries(c.req.queries());
  const repeated = queries.filter(([, values]) => values.length > 1).map(([name]) => ({
    path: name,
    code: "repeated",
    detail: "must appear only once",
  }));
  if (repeated.length > 0) return fieldsInvalid(c, repeated);
  const single = Object.fromEntries(queries.map(([name, values]) => [name, values[0]]));
  return keepValid(c, "query", schema, single);
}

/** `value` was read strictly; a looser reading of the request would give another one. */
function keepValid(
  c: Context,
  target: "json" | "query",
  schema: z.ZodType<object>,
  value: unknown,
): Response | undefined {
  const result = schema.safeParse(value, { reportInput: true });
  if (!result.success) return fieldsInvalid(c, fieldErrors(result.error));
  c.req.addValidatedData(target, result.data);
  return undefined;
}

/** Also for errors in a field that only a route can see. */
export function fieldsInvalid(c: Context, errors: readonly FieldError[]): Response {
  return problem(c, { code: "fields_invalid", errors });
}
