import { piecesOf } from "../parts/pieces.ts";

/** Widths in em, each a little more than the widest letter of its kind in a bold sans serif takes. */
const WIDTHS = { wide: 1, emoji: 1.4, capital: 0.76, broad: 1, slim: 0.4, narrow: 0.6, other: 0.7 };

const EMOJI = /\p{Emoji_Presentation}|\ufe0f|\p{Regional_Indicator}/u;
const WIDE =
  /[\u2e80-\u303f\u3041-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uffe6]|[\u{1b000}-\u{1b2ff}\u{20000}-\u{3ffff}]/u;

let segmenter: Intl.Segmenter | undefined;

/** Made when it is first asked, for its tables take long to load. */
function graphemes(text: string): Intl.Segments {
  segmenter ??= new Intl.Segmenter("zh", { granularity: "grapheme" });
  return segmenter.segment(text);
}

/**
 * `text` in at most `linesMax` lines of `em` times the font's size, broken between words, and within one only when it
 * has no room on a line; what does not fit ends in an ellipsis. For drawings, which do not wrap by themselves.
 */
export function wrapped(text: string, em: number, linesMax: number): readonly string[] {
  const lines: string[] = [];
  let line = "";
  for (const piece of piecesOf(text).flatMap((piece) => fitting(piece, em))) {
    if (line !== "" && widthOf((line + piece).trimEnd()) > em) {
      lines.push(line.trimEnd());
      line = "";
    }
    line += line === "" ? piece.trimStart() : piece;
  }
  lines.push(line.trimEnd());
  if (lines.length <= linesMax) return lines;
  const last = lines.slice(linesMax - 1).join(" ");
  return [...lines.slice(0, linesMax - 1), cut(last, em)];
}

/** A name in two languages starts a new line with each, if there are enough lines. */
export function wrappedName(name: string, em: number, linesMax: number): readonly string[] {
  const parts = name.split(/(?<=[\u2e80-\uffff])\s+(?=[^\u2e80-\uffff])/u);
  const lines = parts.flatMap((part) => wrapped(part, em, linesMax));
  return lines.length <= linesMax ? lines : wrapped(name, em, linesMax);
}

/** `piece`, or as many parts as it takes for each to fit: no grapheme is ever broken. */
function fitting(piece: string, em: number): readonly string[] {
  if (widthOf(piece.trimEnd()) <= em) return [piece];
  const parts: string[] = [];
  let part = "";
  for (const { segment } of graphemes(piece)) {
    if (part !== "" && widthOf(part + segment) > em) {
      parts.push(part);
      part = "";
    }
    part += segment;
  }
  return [...parts, part];
}

function cut(text: string, em: number): string {
  const kept = [...graphemes(text)].map(({ segment }) => segment);
  while (kept.length > 0 && widthOf(`${kept.join("")}…`) > em) kept.pop();
  return `${kept.join("").trimEnd()}…`;
}

// Letters that every font of ours draws about as wide as the next.
const FAMILIAR = /^[\u0020-\u024f\u2e80-\uff9f\uffe0-\uffe6…·—“”’]*$/u;

/** The length to draw `text` at, in em, where its letters may come from any font; else it has its own. */
export function lengthOf(text: string): number | undefined {
  return FAMILIAR.test(text) ? undefined : widthOf(text);
}

/** How wide `text` is drawn, in em, or a little less. */
export function widthOf(text: string): number {
  return [...graphemes(text)].reduce((sum, { segment }) => sum + graphemeWidth(segment), 0);
}

function graphemeWidth(grapheme: string): number {
  if (EMOJI.test(grapheme)) return WIDTHS.emoji;
  if (WIDE.test(grapheme)) return WIDTHS.wide;
  if (/^[WM@%&…—mw]/u.test(grapheme)) return WIDTHS.broad;
  if (/^[A-Z]/.test(grapheme)) return WIDTHS.capital;
  if (/^\p{Lu}/u.test(grapheme)) return WIDTHS.broad;
  if (/^[iljtfrI.,:;'’|!() ]/u.test(grapheme)) return WIDTHS.slim;
  if (/^[\u0020-\u024f]/u.test(grapheme)) return WIDTHS.narrow;
  // Letters that stand beside each other in one grapheme, as in Devanagari; marks above and below take no room.
  const letters = grapheme.match(/[\p{L}\p{N}\p{Mc}]/gu) ?? [];
  return WIDTHS.other * Math.max(1, letters.length);
}
