import { BYTE_ORDER_MARK, harmless, quoted } from "../../core/text/csv_cell.ts";
import { type Money, plainYuan } from "../../core/money.ts";
import { type Instant, shanghaiTime } from "../../core/time.ts";

/** A column by what its cells are: only text can be taken for a formula, and an amount stays a number. */
export type Column<T> =
  & { readonly header: string }
  & (
    | { readonly type: "text"; readonly of: (row: T) => string | undefined }
    | { readonly type: "number"; readonly of: (row: T) => number | undefined }
    | { readonly type: "amount"; readonly of: (row: T) => Money | undefined }
    /** In Asia/Shanghai; the header says so by itself. */
    | { readonly type: "time"; readonly of: (row: T) => Instant | undefined }
  );

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
    case "amount": {
      const money = column.of(row);
      return money ? plainYuan(money) : "";
    }
    case "time": {
      const at = column.of(row);
      return quoted(at === undefined ? "" : shanghaiTime(at));
    }
  }
}
