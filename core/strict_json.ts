import type { Result } from "./result.ts";
import { ok, rejected } from "./result.ts";

export type JsonRefusal = {
  readonly code: "body_not_json";
  readonly reason:
    | "empty"
    | "byte_order_mark"
    | "not_utf8"
    | "not_json"
    | "too_deep"
    | "repeated_name";
};

const DEPTH_MAX = 32;
const utf8 = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });

/**
 * Accepts only JSON that every parser reads alike: RFC 8259 leaves duplicate names undefined, and two parsers that
 * keep different ones see two different requests under one signature.
 */
export function strictJson(bytes: Uint8Array<ArrayBuffer>): Result<unknown, JsonRefusal> {
  if (bytes.length === 0) return refuse("empty");
  const text = decode(bytes);
  if (text === undefined) return refuse("not_utf8");
  if (text.startsWith("\ufeff")) return refuse("byte_order_mark");
  const value = parse(text);
  if (value === undefined) return refuse("not_json");
  const flaw = findFlaw(text);
  return flaw ? refuse(flaw) : ok(value);
}

function refuse(reason: JsonRefusal["reason"]): Result<never, JsonRefusal> {
  return rejected({ code: "body_not_json", reason });
}

function decode(bytes: Uint8Array<ArrayBuffer>): string | undefined {
  try {
    return utf8.decode(bytes);
  } catch {
    return undefined;
  }
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

// Only what determines depth and names: brackets, strings, and whether a colon follows the string.
const TOKEN = /[{}[\]]|"(?:[^"\\]|\\.)*"(\s*:)?/g;

/** `text` is known to be JSON, so brackets match and a string before a colon is a name. */
function findFlaw(text: string): "too_deep" | "repeated_name" | undefined {
  const open: Set<string>[] = [];
  for (const match of text.matchAll(TOKEN)) {
    const token = match[0];
    if (token === "{" || token === "[") {
      if (open.push(new Set()) > DEPTH_MAX) return "too_deep";
    } else if (token === "}" || token === "]") {
      open.pop();
    } else if (match[1] !== undefined) {
      const name = nameOf(token.slice(0, -match[1].length));
      const names = open.at(-1);
      if (names?.has(name)) return "repeated_name";
      names?.add(name);
    }
  }
  return undefined;
}

/** Two spellings of one name (`"a"`, `"\u0061"`) are one name. */
function nameOf(literal: string): string {
  return literal.includes("\\") ? String(JSON.parse(literal)) : literal.slice(1, -1);
}
