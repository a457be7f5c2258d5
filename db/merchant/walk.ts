import { type Column, type SQL, sql } from "drizzle-orm";
import type { Listing } from "../../core/listing.ts";
import type { prepare } from "../engine/statement.ts";

/** How a noun's rows are listed, and which of its indexes a filter leads to. */
export interface Listed<Name extends string> {
  /** Of rows that nobody can write at the same time, ids are in the order of the commits too. */
  readonly ordered?: "by id";
  readonly select: (condition: SQL, order: SQL) => Parameters<typeof prepare>[0];
  readonly id: Column;
  readonly createdAt: Column;
  readonly merchantNo: Column;
  /** Columns with an index of (merchant number, column). */
  readonly ofMerchant: Readonly<Partial<Record<Name, Column>>>;
  /** Columns with an index of their own. */
  readonly ofParent: Readonly<Partial<Record<Name, Column>>>;
  /** With an index of (merchant number, state). */
  readonly state: Column | SQL;
  /** What holds for every row of an index that has not all of them; it may depend on whose list it is. */
  readonly only?: SQL | ((merchantNo: SQL) => SQL);
}

const at = sql.placeholder;
export const END_OF_TIME = Number.MAX_SAFE_INTEGER;
/** A unary plus keeps the planner from choosing an index by this column. */
const plain = (column: Column | SQL) => sql`+${column}`;
export const and = (conditions: readonly SQL[]) => sql.join([...conditions], sql` and `);

export type Named = Readonly<Record<string, Column | SQL | undefined>>;
export type Values = Readonly<Record<string, unknown>>;

/** Which combination of filters, cursor and direction a list is asked for. */
export interface Shape extends Pick<Listing, "order"> {
  /** Whether there is a cursor. */
  readonly past: boolean;
  /** The filters that have a value. */
  readonly given: readonly string[];
  readonly timed: boolean;
}

export function shapeOf(
  { order, past, from, to }: Listing,
  filters: Readonly<Record<string, unknown>>,
): Shape {
  return {
    order,
    past: past !== undefined,
    given: Object.entries(filters).filter(([, value]) => value !== undefined).map(([name]) => name),
    timed: from !== undefined || to !== undefined,
  };
}

export function valuesOf({ limit, past, from, to }: Listing, filters: Values): Values {
  return { limit, past, from: from ?? 0, to: to ?? END_OF_TIME, ...filters };
}

/** Made once for each combination. */
export function byShape<T>(make: (shape: Shape) => T): (shape: Shape) => T {
  const made = new Map<string, T>();
  return (shape) => {
    const key = JSON.stringify(shape);
    const known = made.get(key) ?? make(shape);
    made.set(key, known);
    return known;
  };
}

/** How a list is walked: along one index in its own order, with what each row on the way is looked at for. */
export interface Walk {
  readonly table: Column["table"];
  /** What leads along one index, from the cursor on. */
  readonly indexed: readonly SQL[];
  /** The same up to an end of its own. */
  readonly start: readonly SQL[];
  /** What each row on the way is looked at for. */
  readonly looked: readonly SQL[];
  /** By which the index is in order. */
  readonly keys: SQL;
  readonly order: SQL;
  /** Whether there may be many rows on the way for every one that is found. */
  readonly bounded: boolean;
  readonly byTime: boolean;
}

export function walk<Name extends string>(
  listed: Listed<Name> & { readonly looked?: Named },
  merchantNo: SQL,
  { order, past, given, timed }: Shape,
): Walk {
  const { id, createdAt } = listed;
  const [direction, beyond] = order === "newest" ? [sql`desc`, sql`<`] : [sql`asc`, sql`>`];
  const place = placeOf(listed);
  const ofMerchant: Named = listed.ofMerchant;
  const ofParent: Named = listed.ofParent;
  const only: Named = listed.looked ?? {};
  const named = given.filter((name) => name !== "state" && !only[name]);
  const numbered = named.some((name) => ofMerchant[name] !== undefined);
  /** By one of its own numbers or its parent, few are left: their time and state are only looked at. */
  const few = named.length > 0;

  const equal = named.map((name) => {
    const column = ofMerchant[name] ?? ofParent[name];
    if (!column) throw new TypeError(`Cannot list by "${name}"`);
    return sql`${numbered && !ofMerchant[name] ? plain(column) : column} = ${at(name)}`;
  });
  const byState = given.includes("state");
  const state = sql`${few || timed ? plain(listed.state) : listed.state} = ${at("state")}`;
  const byTime = timed && !few;
  const keys = byTime ? sql`${createdAt}, ${place}` : place;
  const cursor = past
    ? [sql`(${keys}) ${beyond} (select ${keys} from ${id.table} where ${id} = ${at("past")})`]
    : [];
  // From the cursor on the index is walked, so the bound on that side must not lead elsewhere.
  const bound = (name: "from" | "to", ends: boolean) => {
    const starts = (name === "from") === (order === "oldest");
    const column = few || (starts ? past : !ends) ? plain(createdAt) : createdAt;
    return name === "from" ? sql`${column} >= ${at("from")}` : sql`${column} < ${at("to")}`;
  };
  const range = (ends: boolean) => timed ? [bound("from", ends), bound("to", ends)] : [];
  const lookedAt = [
    ...(byState && (few || timed) ? [state] : []),
    ...(byTime ? [] : range(true)),
    ...given.flatMap((name) => only[name] ? [sql`${only[name]}`] : []),
  ];
  const indexed = (ends: boolean) => [
    sql`${few && !numbered ? plain(listed.merchantNo) : listed.merchantNo} = ${merchantNo}`,
    ...onlyOf(listed, merchantNo),
    ...equal,
    ...(byState && !few && !timed ? [state] : []),
    ...(byTime ? range(ends) : []),
    ...cursor,
  ];
  return {
    table: id.table,
    indexed: indexed(true),
    start: indexed(false),
    looked: lookedAt,
    keys,
    order: byTime
      ? sql`${createdAt} ${direction}, ${place} ${direction}`
      : sql`${place} ${direction}`,
    bounded: !numbered && lookedAt.length > 0,
    byTime,
  };
}

function onlyOf({ only }: Pick<Listed<string>, "only">, merchantNo: SQL): readonly SQL[] {
  if (!only) return [];
  return [typeof only === "function" ? only(merchantNo) : only];
}

/** In the order of the commits, so that whoever has read up to a row misses none that was written later. */
function placeOf({ id, ordered }: Pick<Listed<string>, "id" | "ordered">): SQL {
  return ordered === "by id" ? sql`${id}` : sql`${id.table}.rowid`;
}
