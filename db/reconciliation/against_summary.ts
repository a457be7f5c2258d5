import { sql } from "drizzle-orm";

/** Detail that does not come to its summary: the condition of its index, word by word. */
export const againstSummary = sql`kind = 'zm' and state = 'imported' and summary_agrees = 0`;
