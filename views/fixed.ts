import { html, raw } from "hono/html";
import type { Child } from "hono/jsx";

/** Stands in a drawing where a filling goes; no page has this character. */
const HOLE = "\u0001";

type Drawn = ReturnType<typeof raw>;

/**
 * A part of pages that is the same every time but for one text: drawn once for each of its few forms, and from then
 * on put together around the filling, which is escaped. Only words and other names of ours may be a form; what a
 * request, an order or a merchant brings is the filling.
 */
export function fixed<Form extends readonly (string | boolean)[]>(
  draw: (hole: string, ...form: Form) => Child,
): (filling: string, ...form: Form) => Drawn {
  const drawn = new Map<string, readonly string[]>();
  return (filling, ...form) => {
    const name = form.join("\n");
    let parts = drawn.get(name);
    if (!parts) drawn.set(name, parts = String(draw(HOLE, ...form)).split(HOLE));
    return raw(parts.length === 1 ? parts[0] ?? "" : parts.join(escaped(filling)));
  };
}

interface Piece {
  readonly text: string;
  /** Which filling follows the text. */
  readonly filling: string;
}

interface Pieces {
  readonly pieces: readonly Piece[];
  readonly end: string;
}

/**
 * The same around several fillings, by name: texts, which are escaped, or what was drawn, which is put in as it is.
 * For what is on every page: a template of ten places costs as much as everything that is put into it.
 */
export function fixedAround<Name extends string, Form extends readonly (string | boolean)[]>(
  names: readonly Name[],
  draw: (holes: Readonly<Record<Name, string>>, ...form: Form) => Child,
): (fillings: Readonly<Record<Name, Child>>, ...form: Form) => Drawn {
  const drawn = new Map<string, Pieces>();
  const holes = Object.fromEntries(names.map((name) => [name, HOLE + name + HOLE]));
  return (fillings, ...form) => {
    const name = form.join("\n");
    let found = drawn.get(name);
    if (!found) {
      found = piecesOf(String(draw(holes as Record<Name, string>, ...form)));
      drawn.set(name, found);
    }
    let all = "";
    for (const { text, filling } of found.pieces) all += text + textOf(fillings[filling as Name]);
    return raw(all + found.end);
  };
}

/** Texts and names of fillings by turns. */
function piecesOf(drawing: string): Pieces {
  const parts = drawing.split(HOLE);
  const pieces: Piece[] = [];
  for (let i = 0; i + 1 < parts.length; i += 2) {
    pieces.push({ text: parts[i] ?? "", filling: parts[i + 1] ?? "" });
  }
  return { pieces, end: parts.at(-1) ?? "" };
}

function textOf(filling: Child): string {
  if (typeof filling === "string") return escaped(filling);
  if (filling === null || filling === undefined) return "";
  if (Array.isArray(filling)) {
    let all = "";
    for (const each of filling) all += textOf(each);
    return all;
  }
  return typeof filling === "object" && "isEscaped" in filling
    ? String(filling)
    : String(html`${filling}`);
}

const SPECIAL = /[&<>"']/;

function escaped(text: string): string {
  return SPECIAL.test(text) ? String(html`${text}`) : text;
}
