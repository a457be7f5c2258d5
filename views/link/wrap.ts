/** Wide characters are square; others are a little more than half as wide. */
const NARROW_EM = 0.58;

/**
 * `text` in at most `linesMax` lines of `em` times the font's size, broken at spaces or between wide characters; what
 * does not fit ends in an ellipsis. For drawings, which do not wrap by themselves.
 */
export function wrapped(text: string, em: number, linesMax: number): readonly string[] {
  const lines: string[] = [];
  let line = "";
  for (const piece of pieces(text)) {
    if (line !== "" && widthOf(line + piece.trimEnd()) > em) {
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

/** Words with the space behind them, and each wide character by itself. */
function pieces(text: string): readonly string[] {
  return text.match(/[\u2e80-\uffff]|[^\s\u2e80-\uffff]+\s*|\s+/gu) ?? [];
}

function cut(text: string, em: number): string {
  const kept = [...text];
  while (kept.length > 0 && widthOf(`${kept.join("")}…`) > em) kept.pop();
  return `${kept.join("").trimEnd()}…`;
}

function widthOf(text: string): number {
  return [...text].reduce((sum, each) => sum + (each >= "\u2e80" ? 1 : NARROW_EM), 0);
}

/** A name in two languages starts a new line with each, if there are enough lines. */
export function wrappedName(name: string, em: number, linesMax: number): readonly string[] {
  const parts = name.split(/(?<=[\u2e80-\uffff])\s+(?=[^\u2e80-\uffff])/u);
  const lines = parts.flatMap((part) => wrapped(part, em, linesMax));
  return lines.length <= linesMax ? lines : wrapped(name, em, linesMax);
}
