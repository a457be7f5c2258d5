import type { Random } from "../support/random.ts";
import { samplesOf } from "./pattern_samples.ts";

/** As much of JSON Schema as the reference uses; another word is an error, so that none is overlooked. */
export interface Schema {
  readonly type?: string | readonly string[];
  readonly const?: unknown;
  readonly enum?: readonly unknown[];
  readonly anyOf?: readonly Schema[];
  readonly oneOf?: readonly Schema[];
  readonly allOf?: readonly Schema[];
  readonly not?: { readonly anyOf: readonly Schema[] };
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly propertyNames?: Schema;
  readonly additionalProperties?: boolean | Schema;
  readonly required?: readonly string[];
  readonly maxProperties?: number;
  readonly items?: Schema;
  readonly minItems?: number;
  readonly maxItems?: number;
  readonly uniqueItems?: boolean;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly minLength?: number;
  readonly maxLength?: number;
  readonly pattern?: string;
}

const known = new Set([
  ..."type const enum anyOf oneOf allOf not properties propertyNames additionalProperties".split(
    " ",
  ),
  ..."required maxProperties items minItems maxItems uniqueItems minimum maximum".split(" "),
  ..."minLength maxLength pattern description examples default format $schema".split(" "),
]);
const ITEMS_MAX = 3;

/** A value that `schema` permits. */
export function permitted(schema: Schema, random: Random): unknown {
  const stranger = Object.keys(schema).find((word) => !known.has(word));
  if (stranger !== undefined) throw new Error(`Cannot make values of a schema with ${stranger}`);
  for (let tries = 0; tries < 2_000; tries++) {
    const value = valueOf(schema, random);
    if (holds(schema, value)) return value;
  }
  throw new Error(`Cannot find a value for ${JSON.stringify(schema)}`);
}

function valueOf(schema: Schema, random: Random): unknown {
  if (schema.const !== undefined) return schema.const;
  if (schema.enum) return random.pick(schema.enum);
  const choices = schema.anyOf ?? (schema.properties ? undefined : schema.oneOf);
  if (choices) return permitted(random.pick(choices), random);
  switch (schema.type) {
    case "null":
      return null;
    case "boolean":
      return random.below(2) === 0;
    case "integer":
      return integerOf(schema, random);
    case "string":
      return textOf(schema, random);
    case "array":
      return listOf(schema, random);
    case "object":
      return objectOf(schema, random);
    default:
      // Anything at all.
      return random.pick([null, true, 1.5, "x", [], {}]);
  }
}

function integerOf({ minimum = -100, maximum = 1e9 }: Schema, random: Random): number {
  const near = [minimum, maximum, minimum + random.below(1_000), maximum - random.below(1_000)];
  return Math.min(Math.max(random.pick(near), minimum), maximum);
}

function textOf({ pattern, minLength = 0, maxLength = 64 }: Schema, random: Random): string {
  if (pattern === undefined) {
    return random.pick(["", "x", "茶".repeat(maxLength), "🍵".repeat(maxLength), random.text(9)]);
  }
  const sample = sampler(pattern)(random);
  // As long as may be, where that leaves the pattern satisfied.
  const room = maxLength - [...sample].length;
  const long = `${sample}${sample.at(-1)?.repeat(Math.max(room, 0)) ?? ""}`;
  return room > 0 && random.below(8) === 0 && new RegExp(pattern, "u").test(long) &&
      long.isWellFormed()
    ? [...long].slice(0, Math.max(maxLength, minLength)).join("")
    : sample;
}

const samplers = new Map<string, (random: Random) => string>();

function sampler(pattern: string): (random: Random) => string {
  const made = samplers.get(pattern) ?? samplesOf(pattern);
  samplers.set(pattern, made);
  return made;
}

function listOf({ items = {}, minItems = 0, maxItems = ITEMS_MAX }: Schema, random: Random) {
  const count = minItems + random.below(Math.min(ITEMS_MAX, maxItems - minItems) + 1);
  return Array.from({ length: count }, () => permitted(items, random));
}

function objectOf(schema: Schema, random: Random): Readonly<Record<string, unknown>> {
  const { properties = {}, required = [], propertyNames, additionalProperties } = schema;
  const given = Object.entries(properties)
    .filter(([name]) => required.includes(name) || random.below(2) === 0)
    .map(([name, each]) => [name, permitted(each, random)] as const);
  const others = typeof additionalProperties === "object" ? random.below(ITEMS_MAX) : 0;
  const free = Array.from({ length: others }, () => [
    propertyNames ? String(permitted(propertyNames, random)) : random.pick(["kid", "ext", "茶"]),
    permitted(additionalProperties as Schema, random),
  ]);
  return Object.fromEntries([...free, ...given]);
}

/** Whether `value` keeps what `schema` says beyond what a value is made by: the rules between fields, and sizes. */
function holds(schema: Schema, value: unknown): boolean {
  const { allOf = [], oneOf, not, maxLength, minLength, uniqueItems } = schema;
  if (!allOf.every((each) => holds(each, value))) return false;
  if (oneOf && oneOf.filter((each) => holds(each, value)).length !== 1) return false;
  if (not?.anyOf.some((each) => holds(each, value))) return false;
  if (schema.const !== undefined && value !== schema.const) return false;
  if (schema.enum && !schema.enum.includes(value)) return false;
  if (schema.type !== undefined && ![schema.type].flat().includes(typeOf(value))) return false;
  if (typeof value === "string") {
    const { length } = [...value];
    if (length > (maxLength ?? Infinity) || length < (minLength ?? 0)) return false;
  }
  if (Array.isArray(value)) {
    if (uniqueItems && new Set(value).size < value.length) return false;
    return value.length >= (schema.minItems ?? 0) && value.length <= (schema.maxItems ?? Infinity);
  }
  if (typeof value !== "object" || value === null) return true;
  return (schema.required ?? []).every((name) => Object.hasOwn(value, name)) &&
    Object.entries(schema.properties ?? {}).every(([name, each]) =>
      !Object.hasOwn(value, name) || holds(each, Reflect.get(value, name))
    );
}

function typeOf(value: unknown): string {
  if (value === null) return "null";
  if (Array.isArray(value)) return "array";
  return Number.isInteger(value) ? "integer" : typeof value;
}
