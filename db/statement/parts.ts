import type { StatementStore } from "../../core/statement/statement_store.ts";
import { Columns } from "../engine/columns.ts";
import { first } from "../engine/query.ts";
import { unitOf } from "../engine/statement.ts";

const KEEP = `insert into statement_parts (statement_id, attempt, format, part, content)
  values (?1, ?2, ?3, ?4, ?5)`;
const FORGET = `delete from statement_parts where statement_id = ?1 and attempt <> (
  select attempt from statements where statement_id = ?1 and state = 'ready')`;
const PART = `select content from statement_parts
  where statement_id = ?1 and attempt = ?2 and format = ?3 and part = ?4`;

/** The files of statements, in pieces. */
export const partStore: Pick<StatementStore, "keepPart" | "forgetParts" | "part"> = {
  keepPart: ({ statementId, attempt, format, part }, content) =>
    unitOf(KEEP, statementId, attempt, format, part, content),
  forgetParts: (statementId) => ({ ...unitOf(FORGET, statementId), fleeting: true }),
  part: ({ statementId, attempt, format, part }) =>
    first(
      { sql: PART, args: [statementId, attempt, format, BigInt(part)] },
      (row) => new Columns(row).text("content"),
    ),
};
