import { ok, rejected, type Result } from "../result.ts";
import type { LogoFlaw } from "./brand.ts";

/** One tag, in the order of the text. */
export interface Tag {
  readonly name: string;
  readonly attributes: ReadonlyMap<string, string>;
  /** `</name>`. */
  readonly closes: boolean;
  /** `<name/>`. */
  readonly selfClosing: boolean;
}

const NAME = "[A-Za-z_][\\w.-]*(?::[A-Za-z_][\\w.-]*)?";
const declaration = /^\s*<\?xml[^?<>]*\?>/;
const space = /\s+/y;
const comment = /<!--(?:(?!--)[^])*-->/y;
const closing = new RegExp(`</(${NAME})\\s*>`, "y");
const opening = new RegExp(`<(${NAME})`, "y");
const attribute = new RegExp(`\\s+(${NAME})\\s*=\\s*(?:"([^"<]*)"|'([^'<]*)')`, "y");
const end = /\s*(\/?)>/y;
/** Of text only what is left out with its element is allowed, so it is not kept. */
const text = /[^<&]+/y;

/**
 * The tags of a small and strict kind of XML: no document type, so no entities of its own, no processing instructions,
 * no unparsed sections. Whatever is not one of its tokens ends the reading.
 */
export function readMarkup(source: string): Result<readonly Tag[], LogoFlaw> {
  const tags: Tag[] = [];
  let at = declaration.exec(source)?.[0].length ?? 0;
  const next = (pattern: RegExp) => {
    pattern.lastIndex = at;
    const found = pattern.exec(source);
    if (found) at = pattern.lastIndex;
    return found;
  };
  while (at < source.length) {
    if (next(space) || next(comment)) continue;
    const closed = next(closing);
    if (closed) {
      const [, name = ""] = closed;
      tags.push({ name, attributes: new Map(), closes: true, selfClosing: false });
      continue;
    }
    const opened = next(opening);
    if (opened) {
      const attributes = new Map<string, string>();
      for (let each = next(attribute); each; each = next(attribute)) {
        const [, name = "", double, single] = each;
        const value = plain(double ?? single ?? "");
        if (value === undefined || attributes.has(name)) return rejected({ code: "logo_broken" });
        attributes.set(name, value);
      }
      const ended = next(end);
      if (!ended) return rejected({ code: "logo_broken" });
      const [, name = ""] = opened;
      tags.push({ name, attributes, closes: false, selfClosing: ended[1] === "/" });
      continue;
    }
    if (next(text)) continue;
    if (
      source.startsWith("&", at) && next(/&(?:amp|lt|gt|quot|apos|#\d{1,7}|#x[\da-fA-F]{1,6});/y)
    ) {
      continue;
    }
    const part = /^<[!?][A-Za-z[]*/.exec(source.slice(at, at + 12))?.[0];
    return rejected(part ? { code: "logo_not_allowed", part } : { code: "logo_broken" });
  }
  return ok(tags);
}

const entities: Readonly<Record<string, string>> = {
  amp: "&",
  lt: "<",
  gt: ">",
  quot: '"',
  apos: "'",
};

/** A value with its entities put in; undefined where one is not among the five, or no number. */
function plain(value: string): string | undefined {
  let known = true;
  const decoded = value.replace(/&([^;&]{0,10});?/g, (whole, name: string) => {
    const number = /^#(?:(\d{1,7})|x([\da-fA-F]{1,6}))$/.exec(name);
    const code = number ? Number.parseInt(number[1] ?? number[2] ?? "", number[1] ? 10 : 16) : NaN;
    const character = entities[name] ?? (code <= 0x10ffff ? String.fromCodePoint(code) : undefined);
    if (character === undefined || !whole.endsWith(";")) known = false;
    return character ?? "";
  });
  return known ? decoded : undefined;
}
