/** Spreadsheets read a file with it as UTF-8. */
export const BYTE_ORDER_MARK = "\u{feff}";

/** What a spreadsheet would calculate is text after an apostrophe. */
export function harmless(text: string): string {
  return /^[\s]*[=+\-@\t\r＝＋－＠]/.test(text) ? `'${text}` : text;
}

export function quoted(text: string): string {
  return `"${text.replaceAll('"', '""')}"`;
}
