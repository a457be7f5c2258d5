import { type Column, type SQL, sql } from "drizzle-orm";
import {
  type DaysOf,
  type Listing,
  LOOKED_MAX,
  type Reached,
  type Stretch,
} from "../../core/listing.ts";
import type { Caller } from "../../core/merchant/caller.ts";
import type { Query, Row } from "../../core/query.ts";
import { instant } from "../../core/time.ts";
import type { Statement } from "../../core/unit.ts";
import { Columns } from "../engine/columns.ts";
import { all, first, type Packing } from "../engine/packed.ts";
import { build } from "../engine/statement.ts";
import { forCaller } from "./caller.ts";
import {
  and,
  byShape,
  END_OF_TIME,
  type Listed,
  type Shape,
  shapeOf,
  type Values,
  valuesOf,
  type Walk,
  walk,
} from "./walk.ts";

/** The same with filters that no index answers: each row's is only looked at. Conditions by name. */
export interface Searched<Name extends string, Looked extends string> extends Listed<Name> {
  readonly looked: Readonly<Record<Looked, SQL>>;
}

const at = sql.placeholder;

/** The statements of a search. */
interface Stretched {
  readonly rows: Statement;
  readonly count: Statement;
  readonly end: Statement | undefined;
}

type Search<Filter extends string, More = unknown> = (
  caller: Caller,
  page: Listing,
  filters: Readonly<Partial<Record<Filter, string | number | undefined>>> & More,
  more?: Values,
) => Stretched;

/**
 * The same as a search: a row that no index finds is looked for among the next `LOOKED_MAX` of its list and no further,
 * so that every answer comes soon, whatever is asked.
 */
export function searching<Name extends string, Looked extends string>(
  listed: Searched<Name, Looked>,
): Search<Name | Looked | "state"> {
  const { select, id, createdAt } = listed;
  const known = byShape((shape) => {
    const walked = (no: SQL) => {
      const way = walk(listed, no, shape);
      const found = way.bounded
        ? [...way.start, ...way.looked, within(way, shape)]
        : [...way.indexed, ...way.looked];
      return { ...way, found: and(found) };
    };
    const packed = (row: SQL, from: SQL) => build.select({ row: row.as("row") }).from(from);
    return {
      bounded: walk(listed, sql``, shape).bounded,
      rows: forCaller<Values>((no) => {
        const { found, order } = walked(no);
        return select(found, order);
      }),
      count: forCaller<Values>((no) =>
        packed(
          sql`json_array(count(*))`,
          sql`(select 1 from ${id.table} where ${walked(no).found} limit ${at("limit")})`,
        )
      ),
      end: forCaller<Values>((no) =>
        packed(
          sql`json_array(reached_id, reached_at)`,
          sql`(${
            last(walk(listed, no, shape), sql`${id} as reached_id, ${createdAt} as reached_at`)
          })`,
        )
      ),
    };
  });
  return (caller, page, filters, more) => {
    const { bounded, rows, count, end } = known(shapeOf(page, filters));
    const bounds = { lookedPast: LOOKED_MAX - 1, end: END_OF_TIME };
    const values = { ...valuesOf(page, filters), ...bounds, ...more };
    return {
      rows: rows(caller, values),
      count: count(caller, values),
      end: bounded ? end(caller, values) : undefined,
    };
  };
}

/** The same of rows that end, by the days on which they did where `days_of` asks for that. */
export function searchingByEnd<Name extends string, Looked extends string>(
  { endedAt, ...listed }: Searched<Name, Looked> & { readonly endedAt: Column },
): Search<Name | Looked | "state", DaysOf> {
  const created = searching(listed);
  const ended = searching({ ...listed, createdAt: endedAt, only: sql`${endedAt} is not null` });
  return (caller, page, given, more) => {
    const filters = { ...given, days_of: undefined };
    const byEnd = given.days_of === "ended" && (page.from ?? page.to) !== undefined;
    return (byEnd ? ended : created)(caller, page, filters, more);
  };
}

const countRow: Packing = { columns: ["count"], fields: { row: sql`count`.as("row") } };
const endRow: Packing = { columns: ["id", "at"], fields: { row: sql`end`.as("row") } };

/** What a search finds, each row through `read`. */
export function stretchOf<T>(
  { rows, count, end }: Stretched,
  packing: Packing,
  read: (row: Row) => T,
): Stretch<T> {
  return {
    rows: all(packing, rows, read),
    count: counted(count),
    end: end && first(endRow, end, readReached),
  };
}

function counted(statement: Statement): Query<number> {
  return {
    ...first(countRow, statement, () => 0),
    read: ([row]) => row ? new Columns(row).int("count") : 0,
  };
}

function readReached(row: Row): Reached {
  const columns = new Columns(row);
  return { id: columns.text("id"), createdAt: instant(columns.int("at")) };
}

/** Of the rows on the way, the last that is looked at; none where there are fewer. */
function last({ table, indexed, order }: Walk, fields: SQL): SQL {
  return sql`select ${fields} from ${table} where ${and(indexed)} order by ${order}
    limit 1 offset ${at("lookedPast")}`;
}

/** No further than to the last that is looked at, or else to the end. */
function within(way: Walk, { order }: Shape): SQL {
  const [upTo, far, end] = order === "newest"
    ? [sql`>=`, at("from"), sql`0`]
    : [sql`<=`, at("to"), at("end")];
  const ends = way.byTime ? sql`${far}, ${end}` : end;
  return sql`(${way.keys}) ${upTo}
    (select * from (${last(way, way.keys)}) union all select ${ends} limit 1)`;
}
