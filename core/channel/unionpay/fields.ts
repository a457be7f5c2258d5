import { ok, rejected, type Result } from "../../result.ts";

/** What a message of the gateway says, by the names of its fields. */
export type Fields = ReadonlyMap<string, string>;

export type Unreadable = { readonly code: "unreadable"; readonly detail: string };

const CHARACTERS_MAX = 256 * 1024;
// What sorts alike by its bytes and by its characters, and cannot be taken for the text around it.
const NAME = /^[!-%'-<>-~]{1,64}$/;

/**
 * An answer of the gateway: `name=value` joined by `&` and nothing encoded, so that a form's parser would turn every
 * `+` of a signature into a space. What stands in `{…}` or `[…]` is one value, whatever it holds.
 */
export function parseAnswer(
  body: string,
  charactersMax = CHARACTERS_MAX,
): Result<Fields, Unreadable> {
  return collect(body, split, (text) => text, charactersMax);
}

/** A notice of the gateway: a form, decoded once. */
export function parseNotice(body: string): Result<Fields, Unreadable> {
  return collect(body, (text) => text.split("&"), decode);
}

/** What is sent to the gateway. */
export function printForm(fields: Fields): string {
  return [...fields].map((pair) => pair.map(encode).join("=")).join("&");
}

function collect(
  body: string,
  parts: (text: string) => readonly string[],
  read: (text: string) => string | undefined,
  charactersMax = CHARACTERS_MAX,
): Result<Fields, Unreadable> {
  if (body === "") return unreadable("it is empty");
  if (body.length > charactersMax) {
    return unreadable(`it is longer than ${charactersMax} characters`);
  }
  const fields = new Map<string, string>();
  for (const part of parts(body)) {
    const at = part.indexOf("=");
    if (at < 0) return unreadable(`"${brief(part)}" is not name=value`);
    const [name, value] = [read(part.slice(0, at)), read(part.slice(at + 1))];
    if (name === undefined || value === undefined) {
      return unreadable(`"${brief(part)}" is not encoded like a form`);
    }
    if (!NAME.test(name)) return unreadable(`"${brief(name)}" is not a field's name`);
    // Which of the two is meant would be each reader's own choice.
    if (fields.has(name)) return unreadable(`the field ${name} occurs twice`);
    fields.set(name, value);
  }
  return ok(fields);
}

/** At each `&` that is not inside brackets. A bracket that is never closed is a character like any other. */
function split(text: string): readonly string[] {
  const ends = new Map<number, number>();
  const open: Readonly<Record<string, number[]>> = { "}": [], "]": [] };
  for (const { 0: bracket, index } of text.matchAll(/[{}[\]]/g)) {
    if (bracket === "{") open["}"]?.push(index);
    else if (bracket === "[") open["]"]?.push(index);
    else {
      const start = open[bracket]?.pop();
      if (start !== undefined) ends.set(start, index);
    }
  }
  const parts: string[] = [];
  let [start, inside] = [0, -1];
  for (const { 0: mark, index } of text.matchAll(/[{[&]/g)) {
    if (index < inside) continue;
    if (mark !== "&") inside = ends.get(index) ?? -1;
    else {
      parts.push(text.slice(start, index));
      start = index + 1;
    }
  }
  return [...parts, text.slice(start)];
}

function decode(text: string): string | undefined {
  try {
    return decodeURIComponent(text.replaceAll("+", " "));
  } catch {
    return undefined;
  }
}

function encode(text: string): string {
  return encodeURIComponent(text).replaceAll("%20", "+");
}

function unreadable(detail: string): Result<never, Unreadable> {
  return rejected({ code: "unreadable", detail });
}

function brief(text: string): string {
  return text.length > 32 ? `${text.slice(0, 32)}…` : text;
}
