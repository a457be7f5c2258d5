import { html, raw } from "hono/html";
import type { Child } from "hono/jsx";

/** Stands in a drawing where the filling goes; no page has this character. */
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

const SPECIAL = /[&<>"']/;

function escaped(text: string): string {
  return SPECIAL.test(text) ? String(html`${text}`) : text;
}
