import { ok, rejected, type Result } from "../result.ts";
import type { LogoFlaw } from "./brand.ts";

/** What draws. Nothing that loads, runs, moves, links, repeats or brings a font. */
export const drawingElements: ReadonlySet<string> = new Set([
  "g",
  "defs",
  "path",
  "rect",
  "circle",
  "ellipse",
  "line",
  "polyline",
  "polygon",
  "linearGradient",
  "radialGradient",
  "stop",
  "clipPath",
]);
/** What editors write and nobody sees; so is whatever has a name of another vocabulary. */
export const IGNORED: ReadonlySet<string> = new Set(["title", "desc", "metadata"]);

const NUMBER = "[-+]?(?:\\d+\\.?\\d*|\\.\\d+)(?:[eE][-+]?\\d+)?";
const ID = "[A-Za-z_][\\w.-]{0,63}";
const number = new RegExp(`^${NUMBER}(?:px|%)?$`);
const numbers = /^(?:none|[\d\s,.eE+-]+(?:px)?)$/;
const shape = /^[\sMmZzLlHhVvCcSsQqTtAa\d,.eE+-]*$/;
const keyword = /^[A-Za-z-]{1,24}$/;
const transform = /^(?:(?:matrix|translate|scale|rotate|skewX|skewY)\s*\([\d\s,.eE+-]*\)[\s,]*)*$/;
const colour = /^(?:#[\da-fA-F]{3,8}|[A-Za-z]{3,24}|rgba?\([\d\s,.%/]+\))$/;
const local = new RegExp(`^url\\(\\s*["']?#${ID}["']?\\s*\\)$`);
const paint = { test: (value: string) => colour.test(value) || local.test(value) };
const id = new RegExp(`^${ID}$`);
const reference = new RegExp(`^#${ID}$`);

interface Pattern {
  readonly test: (value: string) => boolean;
}

/** May be written as attributes, and in `style`. */
const presentation: Readonly<Record<string, Pattern>> = {
  fill: paint,
  stroke: paint,
  color: colour,
  "stop-color": colour,
  "fill-rule": keyword,
  "clip-rule": keyword,
  "stroke-linecap": keyword,
  "stroke-linejoin": keyword,
  "fill-opacity": number,
  "stroke-opacity": number,
  "stop-opacity": number,
  opacity: number,
  "stroke-width": number,
  "stroke-miterlimit": number,
  "stroke-dashoffset": number,
  "stroke-dasharray": numbers,
  "clip-path": local,
};

const geometry: Readonly<Record<string, Pattern>> = {
  id,
  d: shape,
  points: numbers,
  transform,
  gradientTransform: transform,
  gradientUnits: keyword,
  clipPathUnits: keyword,
  spreadMethod: keyword,
  offset: number,
  ...Object.fromEntries(
    "x y x1 y1 x2 y2 cx cy r rx ry fx fy width height".split(" ").map((name) => [name, number]),
  ),
};

interface Where {
  readonly name: string;
  /** Within a clip path, which is clipped by no other: a few in each other would draw for ever. */
  readonly clipped: boolean;
}

/** The attributes that are allowed, as text; what is not among them and does nothing is left out. */
export function cleanAttributes(
  attributes: ReadonlyMap<string, string>,
  { name: element, clipped }: Where,
): Result<string, LogoFlaw> {
  const kept = new Map<string, string>();
  for (const [name, value] of given(attributes)) {
    const refused = rejected({ code: "logo_not_allowed", part: name } as const);
    if (/^on/i.test(name)) return refused;
    if (name === "href" || name === "xlink:href") {
      // Only a gradient goes on from another.
      if (!element.endsWith("Gradient") || !reference.test(value)) return refused;
      kept.set("href", value);
      continue;
    }
    const pattern = presentation[name] ?? geometry[name];
    if (!pattern) {
      if (/url\(|script:|data:/i.test(value)) return refused;
      continue;
    }
    if (!pattern.test(value)) return refused;
    if (name === "clip-path" && (clipped || element === "clipPath")) return refused;
    kept.set(name, value.replace(/["']/g, ""));
  }
  return ok([...kept].map(([name, value]) => ` ${name}="${value}"`).join(""));
}

/** Each attribute, and in the place of `style` what it sets. */
function* given(attributes: ReadonlyMap<string, string>): Iterable<readonly [string, string]> {
  for (const [name, value] of attributes) {
    if (name !== "style") yield [name, value.trim()];
  }
  for (const each of (attributes.get("style") ?? "").split(";")) {
    const colon = each.indexOf(":");
    const [name, value] = [each.slice(0, colon).trim(), each.slice(colon + 1).trim()];
    // Nothing of a style but what it may set: `id` and `d` are no properties of it.
    if (colon > 0) yield [presentation[name] ? name : `style ${name}`, value];
  }
}
