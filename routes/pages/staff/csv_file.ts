import type { Context } from "hono";

/** A table that the browser keeps as a file, and nothing else does. */
export function csvFile(c: Context, name: string, table: string): Response {
  return c.body(table, 200, {
    "Content-Type": "text/csv; charset=utf-8",
    "Content-Disposition": `attachment; filename="${name}"`,
    "Cache-Control": "no-store",
  });
}
