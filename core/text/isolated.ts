/** The blocks of scripts that run from right to left, and whatever else changes the direction of a line. */
const TURNS =
  /[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufeff\u{10800}-\u{10fff}\u{1e800}-\u{1efff}\p{Bidi_Control}]/u;
const CONTROLS = /\p{Bidi_Control}/gu;
const FIRST_STRONG_ISOLATE = "\u2068";
const POP_ISOLATE = "\u2069";

/**
 * `text` as it goes into a sentence of ours: a name that runs from right to left keeps its own order and leaves the
 * order of amounts and words around it alone (Unicode Standard Annex 9). Other text stays as it is, so that an English
 * message isn't sent in twice the parts for characters that nobody needs.
 */
export function isolated(text: string): string {
  if (!TURNS.test(text)) return text;
  return FIRST_STRONG_ISOLATE + text.replace(CONTROLS, "") + POP_ISOLATE;
}
