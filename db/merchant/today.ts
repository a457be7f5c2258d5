import { type Column, type SQL, sql } from "drizzle-orm";

/** The same day as `businessDay` of the placeholder `now`: eight hours ahead of UTC, on the clock of the merchant given. */
export function todayOn({ clockOffsetMs }: { readonly clockOffsetMs: Column }): SQL {
  const now = sql.placeholder("now");
  return sql`strftime('%Y-%m-%d', (${now} + ${clockOffsetMs}) / 1000 + 28800, 'unixepoch')`;
}
