import { and, eq, sql } from "drizzle-orm";
import type { StatementStore } from "../../core/statement/statement_store.ts";
import { Columns } from "../engine/columns.ts";
import { first } from "../engine/query.ts";
import { build, prepare, unitOf } from "../engine/statement.ts";
import { statementParts } from "./table.ts";

const KEEP = `insert into statement_parts (statement_id, attempt, format, part, content)
  values (?1, ?2, ?3, ?4, ?5)`;
const FORGET = `delete from statement_parts where statement_id = ?1 and attempt <> (
  select attempt from statements where statement_id = ?1 and state = 'ready')`;
const at = sql.placeholder;
const content = prepare(
  build.select({ content: statementParts.content }).from(statementParts).where(and(
    eq(statementParts.statementId, at("statementId")),
    eq(statementParts.attempt, at("attempt")),
    eq(statementParts.format, at("format")),
    eq(statementParts.part, at("part")),
  )),
);

/** The files of statements, in pieces. */
export const partStore: Pick<StatementStore, "keepPart" | "forgetParts" | "part"> = {
  keepPart: ({ statementId, attempt, format, part }, content) =>
    unitOf(KEEP, statementId, attempt, format, part, content),
  forgetParts: (statementId) => ({ ...unitOf(FORGET, statementId), fleeting: true }),
  part: (part) => first(content({ ...part }), (row) => new Columns(row).text("content")),
};
