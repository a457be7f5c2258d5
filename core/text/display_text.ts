import { holdsCardNumber } from "./card_number.ts";

/** What keeps a text from being shown to people as it is meant, and what it has to be instead. */
export const textFlaws = {
  control_character: "must not contain control characters",
  direction_control: "must not contain characters that control the direction of text",
  lone_surrogate: "must be well-formed Unicode",
  no_visible_character: "must contain a character that can be seen",
  card_number: "must not contain a card number",
} as const;

export type TextFlaw = keyof typeof textFlaws;

// In the syntax that JSON Schema and most engines share, so that the reference can publish the rules.
const CONTROL = "\\u0000-\\u0009\\u000b-\\u001f\\u007f-\\u009f\\u2028\\u2029";
const LINE_FEED = "\\n";
/** Unicode's Bidi_Control, the deprecated format characters, and the annotations that hide what stands between them. */
const DIRECTION = "\\u061c\\u200e\\u200f\\u202a-\\u202e\\u2066-\\u206f\\ufff9-\\ufffb";
// Fillers and blanks are letters and symbols to Unicode, but nobody can see them.
const BLANK = "\\u115f\\u1160\\u2065\\u2800\\u3164\\uffa0\\ufff0-\\ufff8\\ufffc" +
  "\u{13441}\u{13442}\u{1d159}\u{e0000}-\u{e0fff}";
// Not the letters that are known to be seen: one that Unicode adds later would be refused.
const VISIBLE = `[^\\p{Z}\\p{Cc}\\p{Cf}\\p{M}${BLANK}]`;
/** For the reference: of what is seen, what programs that make values from a pattern can make. */
const KNOWN_VISIBLE = `(?![${BLANK}])[\\p{L}\\p{N}\\p{P}\\p{S}]`;

/** What matches has no flaw on one line, but for card numbers and lone surrogates, which are beyond a pattern. */
export const linePattern = patternOf(CONTROL + LINE_FEED + DIRECTION);
/** The same over several lines. */
export const paragraphsPattern = patternOf(CONTROL + DIRECTION);

function patternOf(never: string): string {
  return `^[^${never}]*${KNOWN_VISIBLE}[^${never}]*$`;
}

const control = new RegExp(`[${CONTROL}${LINE_FEED}]`, "u");
const direction = new RegExp(`[${DIRECTION}]`, "u");
const visible = new RegExp(VISIBLE, "u");

/**
 * Why `value` can't be shown on one line of a page, poster or message; undefined for a good text. An empty text has no
 * flaw. Letters of any script are fine, and so are the joiners of emoji and Indic scripts.
 */
export function flawOfLine(value: string): TextFlaw | undefined {
  return flawOfLabel(value) ?? (holdsCardNumber(value) ? "card_number" : undefined);
}

/** The same over several lines: line feeds are its only control characters. */
export function flawOfParagraphs(value: string): TextFlaw | undefined {
  return flawOfLine(value.replaceAll("\n", " "));
}

/** The same for what names a thing elsewhere, such as an ID or a URL: any number may be in it. */
export function flawOfLabel(value: string): TextFlaw | undefined {
  if (control.test(value)) return "control_character";
  if (!value.isWellFormed()) return "lone_surrogate";
  if (direction.test(value)) return "direction_control";
  return value === "" || visible.test(value) ? undefined : "no_visible_character";
}
