const graphemes = new Intl.Segmenter("und", { granularity: "grapheme" });

/** The start of `text` in at most `max` code points, without a part of what people see as one character. */
export function fitting(text: string, max: number): string {
  let start = "";
  let length = 0;
  for (const { segment } of graphemes.segment(text)) {
    length += [...segment].length;
    if (length > max) break;
    start += segment;
  }
  return start.trimEnd();
}
