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

// deno-lint-ignore no-control-regex
const CONTROL = /[\u0000-\u001f\u007f-\u009f\u2028\u2029]/;
/** Also the deprecated format characters and the annotations, which hide or reorder what stands between them. */
const DIRECTION = /[\p{Bidi_Control}\u206a-\u206f\ufff9-\ufffb]/u;
// Not what is known to be seen: a letter that Unicode adds later would be refused. Fillers and blanks are letters and
// symbols to Unicode, but nobody can see them.
const VISIBLE =
  /[^\p{Z}\p{Cc}\p{Cf}\p{M}\p{Default_Ignorable_Code_Point}\u2800\ufffc\u{13441}\u{13442}\u{1d159}]/u;

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
  if (CONTROL.test(value)) return "control_character";
  if (!value.isWellFormed()) return "lone_surrogate";
  if (DIRECTION.test(value)) return "direction_control";
  return value === "" || VISIBLE.test(value) ? undefined : "no_visible_character";
}
