import { getTableColumns, type SQL, sql, type SQLWrapper } from "drizzle-orm";
import type { SQLiteTable } from "drizzle-orm/sqlite-core";
import type { Query, Row } from "../../core/query.ts";
import type { Statement } from "../../core/unit.ts";

/**
 * A row as one JSON array. The embedded driver pays for every result column of every statement, so an order with its
 * payment costs a quarter this way, and several queries can be one statement.
 */
export interface Packing {
  readonly columns: readonly string[];
  /** For `build.select(…)`. */
  readonly fields: { readonly row: SQL.Aliased };
}

type Tables = readonly (readonly [SQLiteTable, string])[];

interface PackedColumn {
  readonly name: string;
  readonly value: SQL;
}

/** Packs whole tables, each under its prefix, because two of them may share a column name. */
export function pack(...tables: Tables): Packing {
  return packingOf(columnsOf(tables));
}

/** Packs `tables` with one column more, which holds the packed rows of `query`; `nested` reads them. */
export function packWith(tables: Tables, name: string, query: SQLWrapper): Packing {
  const value = sql`json((select json_group_array(json("row")) from ${query}))`;
  return packWithValue(tables, name, value);
}

/** Packs `tables` with one value more. */
export function packWithValue(tables: Tables, name: string, value: SQL): Packing {
  return packingOf([...columnsOf(tables), { name, value }]);
}

function columnsOf(tables: Tables): readonly PackedColumn[] {
  return tables.flatMap(([table, prefix]) =>
    Object.values(getTableColumns(table)).map((column) => ({
      name: prefix + column.name,
      value: sql`${column}`,
    }))
  );
}

function packingOf(columns: readonly PackedColumn[]): Packing {
  const values = sql.join(columns.map((each) => each.value), sql`, `);
  return {
    columns: columns.map((each) => each.name),
    fields: { row: sql`json_array(${values})`.as("row") },
  };
}

/** The first row through `read`, or undefined when there is none. */
export function first<T>(
  { columns }: Packing,
  statement: Statement,
  read: (row: Row) => T,
): Query<T | undefined> {
  return {
    statement,
    packed: { columns, rows: "first" },
    // Read beyond its end, an array makes V8 compile the function anew, again and again.
    read: (rows) => rows.length === 0 ? undefined : read(rows[0]!),
  };
}

/** Every row; the statement must have a limit, because only then is its order kept inside a larger one. */
export function all<T>(
  { columns }: Packing,
  statement: Statement,
  read: (row: Row) => T,
): Query<readonly T[]> {
  return {
    statement,
    packed: { columns, rows: "all" },
    read: (rows) => rows.map((row) => read(row)),
  };
}

type Packed = Query<unknown> & Required<Pick<Query<unknown>, "packed">>;

export function isPacked(query: Query<unknown>): query is Packed {
  return query.packed !== undefined;
}

/** One statement for all the queries; its answer has one JSON text per query. */
export function joined(queries: readonly Packed[]): Statement {
  return {
    sql: textOf(queries),
    args: queries.flatMap(({ statement }) => [...statement.args]),
  };
}

/**
 * A tree of joined texts: from the text of some queries to the text with one query more, by its shape and its own
 * text.
 */
interface Text {
  readonly sql: string;
  readonly first: Map<string, Text>;
  readonly all: Map<string, Text>;
}

const TEXTS_MAX = 500;
let texts = 0;
let none = textFor([]);

/** Built once: a text that is the same object each time is not hashed again on lookup. */
function textOf(queries: readonly Packed[]): string {
  if (texts > TEXTS_MAX) [texts, none] = [0, textFor([])];
  let text = none;
  for (let i = 0; i < queries.length; i++) {
    const { statement: { sql }, packed } = queries[i]!;
    const known = text[packed.rows];
    let longer = known.get(sql);
    if (!longer) known.set(sql, longer = textFor(queries.slice(0, i + 1)));
    text = longer;
  }
  return text.sql;
}

function textFor(queries: readonly Packed[]): Text {
  texts++;
  const answers = queries.map(({ statement, packed }, i) =>
    packed.rows === "first"
      ? `(${statement.sql}) as q${i}`
      : `(select json_group_array(json("row")) from (${statement.sql})) as q${i}`
  );
  return { sql: `select ${answers.join(", ")}`, first: new Map(), all: new Map() };
}

/** The rows of one query out of the joined answer. */
export function unjoin({ packed }: Packed, answer: string | number | null | undefined): Row[] {
  if (typeof answer !== "string") return [];
  const parsed: unknown = JSON.parse(answer);
  const rows = (packed.rows === "first" ? [parsed] : parsed) as Row[string][][];
  return rows.map((values) => named(packed.columns, values));
}

/** The rows of a packed query that was sent on its own. */
export function unpack({ packed }: Packed, rows: readonly Row[]): Row[] {
  return rows.map(({ row }) => named(packed.columns, JSON.parse(String(row)) as Row[string][]));
}

/** The rows that a packed row holds in its column `name`. */
export function nested({ columns }: Packing, row: Row, name: string): readonly Row[] {
  const rows: unknown = row[name];
  if (!Array.isArray(rows)) throw new TypeError(`Cannot read column ${name}: expected rows`);
  return rows.map((values) => named(columns, values));
}

function named(columns: readonly string[], values: readonly Row[string][]): Row {
  const row: Record<string, Row[string]> = {};
  for (let i = 0; i < columns.length; i++) row[columns[i]!] = values[i] ?? null;
  return row;
}
