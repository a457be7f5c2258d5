import type { Asking } from "../../core/channel/query_ladder.ts";
import { instant } from "../../core/time.ts";
import type { Columns } from "../engine/columns.ts";

/** How the asking about something sent stands. Throws when the row says neither when it goes on nor when it ended. */
export function readAsking(columns: Columns): Asking {
  const queries = columns.int("queries");
  const queriesEndedAt = columns.intOrNone("queries_ended_at");
  return queriesEndedAt === undefined
    ? { queryAfter: instant(columns.int("query_after")), queries, queriesEndedAt }
    : { queryAfter: undefined, queries, queriesEndedAt: instant(queriesEndedAt) };
}
