/** A mark of a plot with what could stand on it. */
export interface Mark {
  readonly x: number;
  readonly y: number;
  readonly text: string;
}

export interface PlacedLabel extends Mark {
  readonly anchor: "start" | "middle" | "end";
}

export const PLOT_WIDTH = 320;
export const BASELINE = 100;
/** Two lines of text have room above the highest mark. */
const TOP = 34;
const LINE = 15;
const GAP = 6;
const FIRST_LINE = LINE - GAP;

/** From the baseline at zero to the top at `max`. */
export function heightOf(value: number, max: number): number {
  return max === 0 ? 0 : Math.round(value / max * (BASELINE - TOP));
}

/**
 * One label per series, on the first of its marks where it covers neither a mark nor another label; without room there
 * is none.
 */
export function placeLabels(series: readonly (readonly Mark[])[]): readonly PlacedLabel[] {
  const all = series.flat();
  const placed: Box[] = [];
  for (const marks of series) {
    const free = marks.flatMap((mark) => above(boxOf(mark), all)).find((box) =>
      box.y >= FIRST_LINE && placed.every((each) => apart(box, each))
    );
    if (free) placed.push(free);
  }
  return placed;
}

/** Just above everything under it, and one line higher. */
function above(box: Box, marks: readonly Mark[]): readonly Box[] {
  const tops = marks.filter(({ x }) => box.left <= x && x <= box.right).map(({ y }) => y);
  const y = Math.min(box.y, ...tops.map((top) => top - GAP));
  return [{ ...box, y }, { ...box, y: y - LINE }];
}

interface Box extends PlacedLabel {
  readonly left: number;
  readonly right: number;
}

function boxOf({ x: at, y: top, text }: Mark): Box {
  const width = widthOf(text);
  const y = top - GAP;
  const half = width / 2;
  if (at < half) return { text, x: 0, y, anchor: "start", left: 0, right: width };
  if (at > PLOT_WIDTH - half) {
    const left = PLOT_WIDTH - width;
    return { text, x: PLOT_WIDTH, y, anchor: "end", left, right: PLOT_WIDTH };
  }
  return { text, x: Math.round(at), y, anchor: "middle", left: at - half, right: at + half };
}

function apart(a: Box, b: Box): boolean {
  return a.right < b.left || b.right < a.left || Math.abs(a.y - b.y) >= LINE;
}

/** At 13 px; a Chinese character is as wide as it is high. */
function widthOf(text: string): number {
  return [...text].reduce((sum, char) => sum + (char > "\u2e80" ? 13 : 7.5), 4);
}
