import type { Money } from "../../core/money.ts";
import { type Instant, shanghaiTime } from "../../core/time.ts";

/** A column by what its cells are: only text can be taken for a formula, and an amount stays a number. */
export type Column<T> =
  & { readonly header: string }
  & (
    | { readonly type: "text"; readonly of: (row: T) => string | undefined }
    | { readonly type: "number"; readonly of: (row: T) => number | undefined }
    | { readonly type: "amount"; readonly of: (row: T) => Money }
    /** In Asia/Shanghai; the header says so by itself. */
    | { readonly type: "time"; readonly of: (row: T) => Instant | undefined }
  );

/** Spreadsheets read a file with it as UTF-8. */
const BYTE_ORDER_MARK = "\u{feff}";
const ZONE = " (UTC+8)";

/** A file that spreadsheets open as it is meant [RFC 4180]. */
export function csv<T>(columns: readonly Column<T>[], rows: readonly T[]): string {
  return csvHead(columns) + csvRows(columns, rows);
}

/** How such a file begins, before its rows. */
export function csvHead<T>(columns: readonly Column<T>[]): string {
  const headers = columns.map(({ header, type }) =>
    quoted(type === "time" ? header + ZONE : header)
  );
  return `${BYTE_ORDER_MARK}${headers.join(",")}\r\n`;
}

export function csvRows<T>(columns: readonly Column<T>[], rows: readonly T[]): string {
  return rows.map((row) => `${columns.map((column) => cell(column, row)).join(",")}\r\n`).join("");
}

function cell<T>(column: Column<T>, row: T): string {
  switch (column.type) {
    case "text":
      return quoted(harmless(column.of(row) ?? ""));
    case "number":
      return `${column.of(row) ?? ""}`;
    case "amount":
      return inYuan(column.of(row));
    case "time": {
      const at = column.of(row);
      return quoted(at === undefined ? "" : shanghaiTime(at));
    }
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
