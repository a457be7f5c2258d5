/** The widths of characters in bold DejaVu Sans, in em: of the fonts that a browser falls back on, none is wider. */
const CHINESE = 1;
const NARROW = 0.4;
const OTHER = 0.72;

/** Those the style sheet has. */
const FITS = [4, 5, 6, 7, 8, 9, 10, 11, 12, 16] as const;

/**
 * The class of a text that stays on one line whatever the font: its width in whole em, by which the style sheet divides
 * the width there is.
 */
export function fitClass(text: string): string {
  let em = 0;
  for (const each of text) em += /[\u2e80-\uffef]/.test(each) ? CHINESE : widthOf(each);
  return `fit${FITS.find((each) => each >= em) ?? FITS.at(-1)}`;
}

function widthOf(character: string): number {
  return " .,".includes(character) ? NARROW : OTHER;
}
