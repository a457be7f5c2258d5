import type { Context, MiddlewareHandler } from "hono";
import type { z } from "zod";
import type { ApiEnv } from "../app_env.ts";
import { type FieldError, fieldErrors, fields, unknownField } from "./fields.ts";
import { mayNot } from "../../core/merchant/may_act.ts";
import { problem } from "./problem.ts";
import { notJsonDetails } from "./request_problems.ts";
import { strictJson } from "../../core/strict_json.ts";
import { describeOperation, type Operation } from "./describe_operation.ts";

type Valid<B, Q> = { in: { json: B; query: Q }; out: { json: B; query: Q } };

/** One middleware per route: refuses invalid input, keeps valid input, and carries the description. */
export function operation<
  B extends z.ZodType<object> = z.ZodNever,
  Q extends z.ZodType<object> = z.ZodNever,
>(given: Operation<B, Q>): MiddlewareHandler<ApiEnv, string, Valid<z.output<B>, z.output<Q>>> {
  const { act, body, bodyOptional = body === undefined, query = nothing } = given;
  const validate: MiddlewareHandler<ApiEnv, string, Valid<z.output<B>, z.output<Q>>> = async (
    c,
    next,
  ) => {
    const denied = act && mayNot(c.get("caller"), act);
    if (denied) return problem(c, denied);
    const refused = validateQuery(c, query) ??
      (c.req.method === "GET" ? undefined : await validateBody(c, body ?? nothing, bodyOptional));
    return refused ?? await next();
  };
  return Object.assign(validate, describeOperation(given));
}

/** What an operation takes that declares no body or no query. */
const nothing = fields({});

async function validateBody(
  c: Context,
  schema: z.ZodType<object>,
  optional: boolean,
): Promise<Response | undefined> {
  const bytes = new Uint8Array(await c.req.arrayBuffer());
  if (optional && bytes.length === 0) return keepValid(c, "json", schema, {});
  if (!/^(identity)?$/i.test(c.req.header("Content-Encoding")?.trim() ?? "")) {
    c.header("Accept-Encoding", "identity");
    return problem(c, { code: "content_encoding_unsupported" });
  }
  const json = strictJson(bytes);
  // An empty body needs no type, and its own answer says more.
  const empty = !json.ok && json.error.reason === "empty";
  if (!empty && !isJson(c.req.header("Content-Type") ?? "")) {
    return problem(c, { code: "content_type_unsupported" });
  }
  if (!json.ok) return problem(c, { ...json.error, detail: notJsonDetails[json.error.reason] });
  const hidden = prototypeNames(json.value, []);
  if (hidden.length > 0) return fieldsInvalid(c, hidden);
  return keepValid(c, "json", schema, json.value);
}

/** RFC 9110, 8.3: parameters in any number, and none after the last semicolon. JSON has only one charset. */
function isJson(contentType: string): boolean {
  const [type = "", ...parameters] = contentType.split(";").map((part) => part.trim());
  return /^application\/(?:[\w.-]+\+)?json$/i.test(type) &&
    parameters.every((each) => !/^charset\b/i.test(each) || /^charset="?utf-8"?$/i.test(each));
}

/** zod passes over `__proto__` as if it were not there; no field has this name, so none is lost. */
function prototypeNames(value: unknown, path: readonly string[]): readonly FieldError[] {
  if (typeof value !== "object" || value === null) return [];
  return Object.entries(value).flatMap(([name, each]) => {
    const here = [...path, name];
    if (name !== "__proto__") return prototypeNames(each, here);
    return [unknownField(here.join("."))];
  });
}

function validateQuery(c: Context, schema: z.ZodType<object>): Response | undefined {
  const { url } = c.req;
  const given = new URLSearchParams(url.includes("?") ? url.slice(url.indexOf("?")) : "");
  const names = [...new Set(given.keys())];
  const repeated = names.filter((name) => given.getAll(name).length > 1).map((path) => ({
    path,
    code: "repeated",
    detail: "must appear only once",
  }));
  if (repeated.length > 0) return fieldsInvalid(c, repeated);
  if (given.has("__proto__")) return fieldsInvalid(c, [unknownField("__proto__")]);
  return keepValid(c, "query", schema, Object.fromEntries(given));
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

function fieldsInvalid(c: Context, errors: readonly FieldError[]): Response {
  return problem(c, { code: "fields_invalid", errors });
}
