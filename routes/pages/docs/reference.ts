import type {
  Field,
  OperationText,
  ProblemText,
  Reference,
  Shape,
} from "../../../views/docs/reference.ts";
import type { Translation } from "../../../views/docs/library.ts";
import type { OpenApiDocument } from "../../api/openapi.ts";
import { apiProblems } from "../../api/problem.ts";

type Paths = NonNullable<OpenApiDocument["paths"]>;
type PathItem = NonNullable<Paths[string]>;
type Operation = NonNullable<PathItem["get"]>;
interface Content {
  readonly [type: string]: { readonly schema?: Schema | undefined };
}

/** The parts of a JSON schema that are read. */
interface Schema {
  readonly $ref?: string | undefined;
  readonly type?: string | readonly string[] | undefined;
  readonly properties?: { readonly [name: string]: Schema } | undefined;
  readonly required?: readonly string[] | undefined;
  readonly items?: Schema | undefined;
  readonly anyOf?: readonly Schema[] | undefined;
  readonly oneOf?: readonly Schema[] | undefined;
  readonly enum?: readonly unknown[] | undefined;
  readonly const?: unknown;
  readonly format?: string | undefined;
  readonly pattern?: string | undefined;
  readonly minLength?: number | undefined;
  readonly maxLength?: number | undefined;
  readonly minimum?: number | undefined;
  readonly maximum?: number | undefined;
  readonly description?: string | undefined;
}

/** How something is made comes before how it is found. */
const METHODS = ["post", "get", "put", "patch", "delete"] as const;
/** A longer pattern tells nobody anything; the description does. */
const PATTERN_MAX = 40;

/** Titles and details in another language, by code; undefined: in English, as the API answers. */
export type Problems = Translation["problems"] | undefined;

/** The OpenAPI document as text, in the order in which the routes are mounted. */
export function readReference(document: OpenApiDocument, problems: Problems): Reference {
  const operations = Object.entries(document.paths ?? {}).flatMap(([path, item]) =>
    METHODS.flatMap((method) => {
      const operation = item?.[method];
      return operation
        ? [{ tag: operation.tags?.[0] ?? "", text: read(path, method, operation) }]
        : [];
    })
  );
  const objects = Object.entries(document.components?.schemas ?? {}).map((
    [name, schema],
  ): Shape => ({
    name,
    fields: fieldsOf(schema),
  }));
  const tags = [...new Set(operations.map(({ tag }) => tag))];
  const homes = new Map<string, string>();
  const resources = tags.map((title) => {
    const name = title.toLowerCase().replaceAll(" ", "_");
    const own = operations.filter(({ tag }) => tag === title).map(({ text }) => text);
    // An object is described where it is first answered with.
    const named = objects.filter((each) => !homes.has(each.name) && answersWith(own, each.name));
    const inside = objects.filter((each) =>
      !homes.has(each.name) && !named.includes(each) &&
      named.some(({ fields }) => fields.some(({ object }) => object === each.name))
    );
    const shapes = objects.filter((each) => named.includes(each) || inside.includes(each));
    for (const shape of shapes) homes.set(shape.name, name);
    return { name, title, operations: own, objects: shapes };
  });
  return {
    resources,
    homes,
    problem: objects.find(({ name }) => name === "Problem"),
    problems: Object.entries(apiProblems).map(([code, { status, title, detail }]): ProblemText => {
      const [ownTitle, ownDetail] = problems?.[code] ?? [title, detail];
      const foreign = problems !== undefined && problems[code] === undefined;
      return { code, status, title: ownTitle, detail: ownDetail, foreign };
    }),
  };
}

function answersWith(operations: readonly OperationText[], object: string): boolean {
  return operations.some(({ answers }) => answers.some((answer) => answer.object === object));
}

function read(path: string, method: string, operation: Operation): OperationText {
  const { requestBody, parameters = [], responses = {} } = operation;
  const content: Content = requestBody && "content" in requestBody ? requestBody.content : {};
  const body = content["application/json"]?.schema;
  return {
    id: operation.operationId ?? `${method}${path}`,
    method: method.toUpperCase(),
    path,
    summary: operation.summary ?? "",
    description: operation.description,
    query: parameters.flatMap((each) =>
      "in" in each && each.in === "query"
        ? [fieldOf(each.name, each.schema ?? {}, each.required === true)]
        : []
    ),
    body: body ? fieldsOf(body) : [],
    answers: Object.entries(responses).flatMap(([status, response]) => {
      if (!response || Number(status) >= 400) return [];
      const answer: Content = "content" in response ? response.content ?? {} : {};
      const schema = answer["application/json"]?.schema;
      const object = schema && objectIn(schema);
      return [{ status, description: response.description ?? "", object }];
    }),
    codes: Object.values(responses).flatMap((response) => codesOf(response)),
  };
}

function codesOf(response: unknown): readonly string[] {
  if (typeof response !== "object" || response === null || !("x-codes" in response)) return [];
  return Array.isArray(response["x-codes"]) ? response["x-codes"].map(String) : [];
}

/** All fields of a choice of shapes, none of them required. */
function fieldsOf(schema: Schema): readonly Field[] {
  if (schema.$ref) return [];
  const choices = schema.anyOf ?? schema.oneOf;
  if (choices && !schema.properties) {
    const fields = choices.flatMap((each) => fieldsOf(each));
    return fields.filter((field, at) => fields.findIndex(({ name }) => name === field.name) === at)
      .map((field) => ({ ...field, required: false }));
  }
  const required = new Set(schema.required ?? []);
  return Object.entries(schema.properties ?? {}).map(([name, each]) =>
    fieldOf(name, each, required.has(name))
  );
}

function fieldOf(name: string, schema: Schema, required: boolean): Field {
  return {
    name,
    type: typeOf(schema),
    required,
    limits: limitsOf(schema),
    description: schema.description ?? inner(schema).description,
    object: objectIn(schema),
  };
}

function typeOf(schema: Schema): string {
  if (schema.$ref) return nameOf(schema.$ref);
  if (schema.const !== undefined) return JSON.stringify(schema.const);
  if (schema.enum) return schema.enum.map((each) => JSON.stringify(each)).join(" | ");
  const choices = schema.anyOf ?? schema.oneOf;
  if (choices) return [...new Set(choices.map(typeOf))].join(" | ");
  if (schema.type === "array" && schema.items) return `${typeOf(schema.items)}[]`;
  if (schema.format === "date-time") return "time";
  return [schema.type ?? "any"].flat().join(" | ");
}

function limitsOf(given: Schema): string {
  const schema = inner(given);
  const { format, pattern = "" } = schema;
  const limits = [
    format === "date-time" ? undefined : format,
    range(schema.minLength, schema.maxLength, "characters"),
    range(bounded(schema.minimum), bounded(schema.maximum), ""),
    pattern.length > 0 && pattern.length <= PATTERN_MAX && `\`${pattern}\``,
  ];
  return limits.filter((limit) => limit).join(", ");
}

function bounded(limit: number | undefined): number | undefined {
  return limit !== undefined && Math.abs(limit) < Number.MAX_SAFE_INTEGER ? limit : undefined;
}

function range(min: number | undefined, max: number | undefined, unit: string): string {
  if (min === undefined && max === undefined) return "";
  const span = min === undefined ? `≤ ${max}` : max === undefined ? `≥ ${min}` : `${min}–${max}`;
  return `${span} ${unit}`.trim();
}

/** The one shape of a value that may also be null. */
function inner(schema: Schema): Schema {
  const choices = (schema.anyOf ?? []).filter((each) => each.type !== "null");
  const [only] = choices;
  return only && choices.length === 1 ? only : schema;
}

/** The first named object inside a response, a list of them, or one of its fields. */
function objectIn(schema: Schema): string | undefined {
  if (schema.$ref) return nameOf(schema.$ref);
  if (schema.type === "array" && schema.items) return objectIn(schema.items);
  if (inner(schema) !== schema) return objectIn(inner(schema));
  const data = schema.properties?.["data"];
  return data ? objectIn(data) : undefined;
}

function nameOf(ref: string): string {
  return ref.slice(ref.lastIndexOf("/") + 1);
}
