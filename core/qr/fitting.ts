/** Made when it is first asked: its tables cost as much to load as a sixth of the portal. */
let graphemes: Intl.Segmenter | undefined;

/** The start of `text` in at most `max` code points, without a part of what people see as one character. */
export function fitting(text: string, max: number): string {
  graphemes ??= new Intl.Segmenter("und", { granularity: "grapheme" });
  let start = "";
  let length = 0;
  for (const { segment } of graphemes.segment(text)) {
    length += [...segment].length;
    if (length > max) break;
    start += segment;
  }
  return start.trimEnd();
}
