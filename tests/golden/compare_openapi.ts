import type { Change } from "./compare.ts";

type Schema = Readonly<Record<string, unknown>>;
/** Whether the merchant sends it or we do: what widens one narrows the other. */
type Sent = "by_merchant" | "by_us";

/** What only people read. */
const prose = ["description", "summary", "examples", "title", "example"];
const lowerBounds = ["minimum", "minLength", "minItems", "exclusiveMinimum"];
const upperBounds = ["maximum", "maxLength", "maxItems", "exclusiveMaximum"];

/** How the API's description differs from the recorded one, by the rule that an API only grows. */
export function compareOpenApi(recorded: Schema, now: Schema): readonly Change[] {
  return [
    ...members(
      at(recorded, "paths"),
      at(now, "paths"),
      "",
      (was, is, path) => members(was, is, path, comparedOperation, " "),
    ),
    ...members(
      at(recorded, "components", "schemas"),
      at(now, "components", "schemas"),
      "schema ",
      (was, is, path) => compared(was, is, path, "by_us"),
    ),
  ];
}

function comparedOperation(was: Schema, is: Schema, path: string): readonly Change[] {
  return [
    ...was["operationId"] === is["operationId"]
      ? []
      : [{ path: `${path}.operationId`, kind: "turned" as const }],
    ...parameters(was, is, path),
    ...compared(body(was), body(is), `${path} request`, "by_merchant"),
    ...(at(was, "requestBody")["required"] !== true && at(is, "requestBody")["required"] === true
      ? [{ path: `${path} request`, kind: "turned" as const }]
      : []),
    ...members(at(was, "responses"), at(is, "responses"), `${path} `, (before, after, here) => [
      ...choice(before["x-codes"], after["x-codes"], `${here}.x-codes`, "by_us"),
      ...compared(answer(before), answer(after), here, "by_us"),
    ]),
  ];
}

function parameters(was: Schema, is: Schema, path: string): readonly Change[] {
  const byName = (given: Schema) =>
    Object.fromEntries(list(given["parameters"]).map((each) => [String(each["name"]), each]));
  return members(
    byName(was),
    byName(is),
    `${path} ?`,
    (before, after, here) => [
      ...(before["required"] !== true && after["required"] === true
        ? [{ path: here, kind: "turned" as const }]
        : []),
      ...compared(at(before, "schema"), at(after, "schema"), here, "by_merchant"),
    ],
    "",
    (added) => added["required"] === true ? "turned" : "added",
  );
}

/** Two schemas of the same thing. */
function compared(was: Schema, is: Schema, path: string, sent: Sent): readonly Change[] {
  const found: Change[] = [];
  const turned = (name: string) => found.push({ path: `${path}.${name}`, kind: "turned" });
  const needed = list(is["required"]).map(String);
  const before = list(was["required"]).map(String);
  if (sent === "by_merchant") {
    for (const name of needed) if (!before.includes(name)) turned(`${name} is required`);
  } else {
    for (const name of before) if (!needed.includes(name)) turned(`${name} may be missing`);
  }
  found.push(
    ...members(
      at(was, "properties"),
      at(is, "properties"),
      `${path}.`,
      (a, b, here) => compared(a, b, here, sent),
    ),
    ...choice([was["type"] ?? []].flat(), [is["type"] ?? []].flat(), `${path}.type`, sent),
    ...choice(was["enum"], is["enum"], `${path}.enum`, sent),
  );
  for (const name of ["$ref", "const", "format", "pattern"]) {
    if (JSON.stringify(was[name]) !== JSON.stringify(is[name])) turned(name);
  }
  if (sent === "by_merchant") {
    for (const name of upperBounds) {
      if (is[name] !== undefined && Number(is[name]) < Number(was[name] ?? Infinity)) turned(name);
    }
    for (const name of lowerBounds) {
      if (is[name] !== undefined && Number(is[name]) > Number(was[name] ?? -Infinity)) turned(name);
    }
  }
  if (was["items"] || is["items"]) {
    found.push(...compared(at(was, "items"), at(is, "items"), `${path}[]`, sent));
  }
  for (const name of ["anyOf", "oneOf", "allOf"]) {
    const [a, b] = [list(was[name]), list(is[name])];
    const each = (all: readonly Schema[]) => Object.fromEntries(all.map((one, n) => [n, one]));
    found.push(
      ...members(each(a), each(b), `${path}.${name}.`, (x, y, here) => compared(x, y, here, sent)),
    );
  }
  return found;
}

/** A choice that a merchant has may grow, and so may ours; what was one of it stays one. */
function choice(was: unknown, is: unknown, path: string, sent: Sent): readonly Change[] {
  if (was === undefined && is === undefined) return [];
  // Without a choice before, anything could be sent; what we send, we may always bound.
  if (was === undefined) return [{ path, kind: sent === "by_merchant" ? "turned" : "added" }];
  const [before, after] = [texts(was), texts(is)];
  return [
    ...before.filter((each) => !after.includes(each)).map((each): Change => ({
      path: `${path} ${each}`,
      kind: "lost",
    })),
    ...after.filter((each) => !before.includes(each)).map((each): Change => ({
      path: `${path} ${each}`,
      kind: "added",
    })),
  ];
}

function members(
  was: Schema,
  is: Schema,
  prefix: string,
  compare: (was: Schema, is: Schema, path: string) => readonly Change[],
  between = "",
  ofNew: (added: Schema) => "turned" | "added" = () => "added",
): readonly Change[] {
  return [...new Set([...Object.keys(was), ...Object.keys(is)])].flatMap((name) => {
    if (prose.includes(name) && typeof was[name] === "string") return [];
    const path = `${prefix}${between}${name}`;
    if (!(name in is)) return [{ path, kind: "lost" as const }];
    if (!(name in was)) return [{ path, kind: ofNew(at(is, name)) }];
    return compare(at(was, name), at(is, name), path);
  });
}

function body(operation: Schema): Schema {
  return at(operation, "requestBody", "content", "application/json", "schema");
}

function answer(response: Schema): Schema {
  return at(response, "content", "application/json", "schema");
}

function at(schema: Schema, ...names: readonly string[]): Schema {
  let here: unknown = schema;
  for (const name of names) here = isSchema(here) ? here[name] : undefined;
  return isSchema(here) ? here : {};
}

function list(value: unknown): readonly Schema[] {
  return Array.isArray(value) ? value : [];
}

function texts(value: unknown): readonly string[] {
  return Array.isArray(value) ? value.map((each) => JSON.stringify(each)) : [];
}

function isSchema(value: unknown): value is Schema {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
