import { sql } from "drizzle-orm";
import type { StatementFileStore } from "../../core/statement_file/statement_file_store.ts";
import { Columns } from "../engine/columns.ts";
import { all, pack } from "../engine/packed.ts";
import { build, prepare, unitOf } from "../engine/statement.ts";
import { statementFileParts } from "./table.ts";

const at = sql.placeholder;
const row = pack([statementFileParts, ""]);
/** More than the largest file that is kept has. */
const PARTS_MAX = 1_000;
const parts = prepare(
  build.select(row.fields).from(statementFileParts)
    .where(sql`${statementFileParts.fileId} = ${at("fileId")}`)
    .orderBy(statementFileParts.part).limit(PARTS_MAX),
);

const KEEP = `insert into statement_file_parts (file_id, part, content) values (?1, ?2, ?3)
  on conflict (file_id, part) do nothing`;

/** The content of files. */
export const partQueries: Pick<StatementFileStore, "keepPart" | "partsOf"> = {
  keepPart: (fileId, part, content) => unitOf(KEEP, fileId, part, content),
  partsOf: (fileId) => all(row, parts({ fileId }), (found) => new Columns(found).text("content")),
};
