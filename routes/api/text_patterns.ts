// The rules of core/text/display_text.ts in the syntax that JSON Schema and every engine share, so that the reference can publish them.

const CONTROL = "\\u0000-\\u001f\\u007f-\\u009f\\u2028\\u2029";
const CONTROL_OF_LINES = "\\u0000-\\u0009\\u000b-\\u001f\\u007f-\\u009f\\u2028\\u2029";
const DIRECTION = "\\u061c\\u200e\\u200f\\u202a-\\u202e\\u2066-\\u206f\\ufff9-\\ufffb";
// Letters and symbols to Unicode, but nobody can see them.
const BLANK = "\\u115f\\u1160\\u3164\\uffa0\\u2800\\ufffc\u{13441}\u{13442}\u{1d159}";
const VISIBLE = `(?![${BLANK}])[\\p{L}\\p{N}\\p{P}\\p{S}]`;

/** Text on one line: no control characters, none that turn its direction, and something to see. */
export const linePattern = patternOf(CONTROL);
/** The same over several lines: line feeds are its only control characters. */
export const paragraphsPattern = patternOf(CONTROL_OF_LINES);

function patternOf(control: string): string {
  const any = `[^${control}${DIRECTION}]*`;
  return `^${any}${VISIBLE}${any}$`;
}
