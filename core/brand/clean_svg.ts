import { ok, rejected, type Result } from "../result.ts";
import { type CleanLogo, drawnSize, type LogoFlaw } from "./brand.ts";
import { cleanAttributes, drawingElements, IGNORED } from "./svg_allowed.ts";
import { readMarkup, type Tag } from "./svg_markup.ts";

const ELEMENTS_MAX = 1_000;
const DEPTH_MAX = 30;

/**
 * A drawing written anew from the elements and attributes that are allowed, each value checked. What editors leave in a
 * file and nobody sees is left out; whatever else is not allowed is refused by its name.
 */
export function cleanSvg(file: Uint8Array): Result<CleanLogo, LogoFlaw> {
  const text = decoded(file);
  if (text === undefined || !/^\s*</.test(text)) return rejected({ code: "logo_type" });
  const tags = readMarkup(text);
  if (!tags.ok) return tags;
  const [root] = tags.value;
  if (root?.name !== "svg" || root.closes) return rejected({ code: "logo_type" });
  const box = boxOf(root);
  const size = box && drawnSize(box.width, box.height);
  if (!box || !size) return rejected({ code: "logo_size" });
  const body = cleanBody(tags.value.slice(1));
  if (!body.ok) return body;
  const { x, y, width, height } = box;
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="${x} ${y} ${width} ${height}" ` +
    `width="${size.width}" height="${size.height}">${body.value}</svg>`;
  return ok({ type: "svg", bytes: new TextEncoder().encode(svg), ...size });
}

function decoded(file: Uint8Array): string | undefined {
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(file);
  } catch {
    return undefined;
  }
}

interface Box {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** What it shows: its view box, or from the corner as far as it is wide and high. */
function boxOf({ attributes }: Tag): Box | undefined {
  const viewBox = attributes.get("viewBox");
  const given = viewBox === undefined
    ? ["0", "0", attributes.get("width") ?? "", attributes.get("height") ?? ""]
    : viewBox.trim().split(/[\s,]+/);
  if (given.length !== 4 || !given.every((each) => /^-?\d{1,6}(\.\d{1,9})?(px)?$/.test(each))) {
    return undefined;
  }
  const [x = 0, y = 0, width = 0, height = 0] = given.map((each) => Number(each.replace("px", "")));
  return width > 0 && height > 0 ? { x, y, width, height } : undefined;
}

function cleanBody(tags: readonly Tag[]): Result<string, LogoFlaw> {
  const open: string[] = ["svg"];
  let ignoring: number | undefined;
  let written = "";
  let elements = 0;
  for (const { name, attributes, closes, selfClosing } of tags) {
    if (closes) {
      if (open.pop() !== name) return rejected({ code: "logo_broken" });
      if (ignoring === open.length) ignoring = undefined;
      else if (ignoring === undefined && open.length > 0) written += `</${name}>`;
      continue;
    }
    // A second root.
    if (open.length === 0) return rejected({ code: "logo_broken" });
    elements++;
    if (elements > ELEMENTS_MAX || open.length > DEPTH_MAX) return rejected({ code: "logo_size" });
    if (ignoring === undefined && (name.includes(":") || IGNORED.has(name))) ignoring = open.length;
    if (ignoring === undefined) {
      if (!drawingElements.has(name)) return rejected({ code: "logo_not_allowed", part: name });
      const cleaned = cleanAttributes(attributes, { clipped: open.includes("clipPath"), name });
      if (!cleaned.ok) return cleaned;
      written += `<${name}${cleaned.value}${selfClosing ? "/>" : ">"}`;
    }
    if (!selfClosing) open.push(name);
    else if (ignoring === open.length) ignoring = undefined;
  }
  return open.length === 0 ? ok(written) : rejected({ code: "logo_broken" });
}
