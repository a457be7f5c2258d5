import { asc, eq, type SQL, sql } from "drizzle-orm";
import type {
  Comment,
  DifferencePage,
  DifferenceStore,
} from "../../core/difference/difference_store.ts";
import { COMMENTS_MAX } from "../../core/difference/difference.ts";
import type { StaffId } from "../../core/id.ts";
import type { Query, Row } from "../../core/query.ts";
import { instant } from "../../core/time.ts";
import type { Statement } from "../../core/unit.ts";
import { Columns } from "../engine/columns.ts";
import { all, first, pack, type Packing } from "../engine/packed.ts";
import { build, prepare } from "../engine/statement.ts";
import { findingQueries } from "./findings.ts";
import { readDifference } from "./read_difference.ts";
import { differenceComments, differences } from "./table.ts";

const at = sql.placeholder;
const row = pack([differences, ""]);
const byId = prepare(
  build.select(row.fields).from(differences)
    .where(eq(differences.differenceId, at("differenceId"))),
);

const commentRow = pack([differenceComments, ""]);
const commentsOf = prepare(
  build.select(commentRow.fields).from(differenceComments)
    .where(eq(differenceComments.differenceId, at("differenceId")))
    .orderBy(asc(differenceComments.version)).limit(COMMENTS_MAX),
);

const filters = {
  reason: differences.reason,
  merchantNo: differences.merchantNo,
  day: differences.clearingDay,
  owner: differences.owner,
} as const;
type Filter = keyof typeof filters;
const filterNames = Object.keys(filters) as Filter[];

/** By what the list is filtered by, so that there are few texts. */
const lists = new Map<string, (values: Readonly<Record<string, unknown>>) => Statement>();

function listFor(given: readonly Filter[]) {
  const key = given.join();
  let list = lists.get(key);
  if (!list) lists.set(key, list = prepare(listText(given)));
  return list;
}

function listText(given: readonly Filter[]) {
  const wanted = given.map((each) => sql`${filters[each]} = ${at(each)}`);
  const conditions: SQL[] = [
    sql`${differences.state} = ${at("state")}`,
    sql`(${differences.dueAt}, ${differences.differenceId}) > (${at("dueAt")}, ${at("id")})`,
    ...wanted,
  ];
  return build.select(row.fields).from(differences).where(sql.join(conditions, sql` and `))
    .orderBy(differences.dueAt, differences.differenceId).limit(at("max"));
}

const countRow: Packing = {
  columns: ["count"],
  fields: { row: sql`json_array(count(*))`.as("row") },
};
const countOpen = prepare(
  build.select(countRow.fields).from(differences)
    .where(sql`${differences.state} = ${at("state")}`),
);
const countOfDay = prepare(
  build.select(countRow.fields).from(differences).where(
    sql`${differences.clearingDay} = ${at("day")} and ${differences.state} = ${at("state")}`,
  ),
);
const openOf = prepare(
  build.select(countRow.fields).from(differences)
    .where(sql`${differences.fileId} = ${at("fileId")} and ${differences.state} = 'open'`),
);

function counted(statement: Statement): Query<number> {
  const found = first(countRow, statement, (each) => new Columns(each).int("count"));
  return { ...found, read: (rows) => found.read(rows) ?? 0 };
}

function readComment(found: Row): Comment {
  const columns = new Columns(found);
  return {
    text: columns.text("text"),
    by: columns.text("staff_id") as StaffId,
    at: instant(columns.int("at")),
  };
}

export const differenceStore: DifferenceStore = {
  byId: (differenceId) => first(row, byId({ differenceId }), readDifference),
  commentsOf: (differenceId) => all(commentRow, commentsOf({ differenceId }), readComment),
  list: ({ past, ...page }: DifferencePage) => {
    const given = filterNames.filter((each) => page[each] !== undefined);
    const place = past ?? { dueAt: 0, id: "" };
    return all(row, listFor(given)({ ...page, ...place }), readDifference);
  },
  countOf: ({ state, day }) =>
    counted(day === undefined ? countOpen({ state }) : countOfDay({ state, day })),
  openOf: (fileId) => counted(openOf({ fileId })),
  ...findingQueries,
};
