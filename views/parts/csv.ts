import type { Money } from "../../core/money.ts";

/** A column by what its cells are: only text can be taken for a formula, and an amount stays a number. */
export type Column<T> =
  | { readonly header: string; readonly type: "text"; readonly of: (row: T) => string }
  | {
    readonly header: string;
    readonly type: "number";
    readonly of: (row: T) => number | undefined;
  }
  | { readonly header: string; readonly type: "amount"; readonly of: (row: T) => Money };

/** Spreadsheets read a file with it as UTF-8. */
const BYTE_ORDER_MARK = "\u{feff}";

/** A file that spreadsheets open as it is meant [RFC 4180]. */
export function csv<T>(columns: readonly Column<T>[], rows: readonly T[]): string {
  const lines = [
    columns.map(({ header }) => quoted(header)),
    ...rows.map((row) => columns.map((column) => cell(column, row))),
  ];
  return BYTE_ORDER_MARK + lines.map((line) => `${line.join(",")}\r\n`).join("");
}

function cell<T>(column: Column<T>, row: T): string {
  switch (column.type) {
    case "text":
      return quoted(harmless(column.of(row)));
    case "number":
      return `${column.of(row) ?? ""}`;
    case "amount":
      return inYuan(column.of(row));
  }
}

/** What a spreadsheet would calculate is text after an apostrophe. */
function harmless(text: string): string {
  return /^[\s]*[=+\-@\t\r＝＋－＠]/.test(text) ? `'${text}` : text;
}

function quoted(text: string): string {
  return `"${text.replaceAll('"', '""')}"`;
}

/** `-1234.50`: no separators, which a spreadsheet would take for text. */
function inYuan({ fen }: Money): string {
  const [sign, whole] = [fen < 0 ? "-" : "", Math.abs(fen)];
  return `${sign}${Math.floor(whole / 100)}.${`${whole % 100}`.padStart(2, "0")}`;
}
