import { type Column, type SQL, sql } from "drizzle-orm";
import type { Filters, Listing } from "../../core/listing.ts";
import type { Caller } from "../../core/merchant/caller.ts";
import type { Statement } from "../../core/unit.ts";
import type { prepare } from "../engine/statement.ts";
import { forCaller } from "./caller.ts";

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
}

const at = sql.placeholder;
const END_OF_TIME = Number.MAX_SAFE_INTEGER;
/** A unary plus keeps the planner from choosing an index by this column. */
const plain = (column: Column | SQL) => sql`+${column}`;
const and = (conditions: readonly SQL[]) => sql.join([...conditions], sql` and `);

type Columns = Readonly<Record<string, Column | undefined>>;

interface Shape extends Pick<Listing, "order"> {
  /** Whether there is a cursor. */
  readonly past: boolean;
  /** The filters that have a value. */
  readonly given: readonly string[];
  readonly timed: boolean;
}

/**
 * Lists the caller's rows, in the order of the commits, or by time when a time is given: one statement per combination
 * of filters, each of which walks one index in its own order, so that a page costs the same however long the list is.
 * `more` are values that `select` itself needs.
 */
export function listing<Name extends string>(
  listed: Listed<Name>,
): (
  caller: Caller,
  page: Listing,
  filters: Filters<Name | "state">,
  more?: Readonly<Record<string, unknown>>,
) => Statement {
  const prepared = new Map<string, ReturnType<typeof forCaller>>();
  return (caller, { limit, order, past, from, to }, filters, more) => {
    const shape: Shape = {
      order,
      past: past !== undefined,
      given: Object.entries<string | undefined>(filters)
        .filter(([, value]) => value !== undefined).map(([name]) => name),
      timed: from !== undefined || to !== undefined,
    };
    const key = JSON.stringify(shape);
    const known = prepared.get(key) ?? forCaller((no) => build(listed, no, shape));
    prepared.set(key, known);
    const range = { from: from ?? 0, to: to ?? END_OF_TIME };
    return known(caller, { limit, past, ...range, ...filters, ...more });
  };
}

function build<Name extends string>(
  listed: Listed<Name>,
  merchantNo: SQL,
  { order, past, given, timed }: Shape,
) {
  const { id, createdAt, select } = listed;
  const [direction, beyond] = order === "newest" ? [sql`desc`, sql`<`] : [sql`asc`, sql`>`];
  const place = placeOf(listed);
  const ofMerchant: Columns = listed.ofMerchant;
  const ofParent: Columns = listed.ofParent;
  const named = given.filter((name) => name !== "state");
  const numbered = named.some((name) => ofMerchant[name] !== undefined);
  /** By one of its own numbers or its parent, few are left: their time and state are only looked at. */
  const few = named.length > 0;

  const equal = named.map((name) => {
    const column = ofMerchant[name] ?? ofParent[name];
    if (!column) throw new TypeError(`Cannot list by "${name}"`);
    return sql`${numbered && !ofMerchant[name] ? plain(column) : column} = ${at(name)}`;
  });
  const owned = sql`${few && !numbered ? plain(listed.merchantNo) : listed.merchantNo}`;
  const state = sql`${few || timed ? plain(listed.state) : listed.state}`;
  const conditions = [
    sql`${owned} = ${merchantNo}`,
    ...equal,
    ...(given.includes("state") ? [sql`${state} = ${at("state")}`] : []),
  ];
  const cursor = (columns: SQL) =>
    past
      ? [
        sql`(${columns}) ${beyond} (select ${columns} from ${id.table} where ${id} = ${
          at("past")
        })`,
      ]
      : [];
  // From the cursor on the index is walked, so the bound on that side must not lead elsewhere.
  const bound = (name: "from" | "to") => {
    const passed = few || past && (name === "from") === (order === "oldest");
    const column = passed ? plain(createdAt) : createdAt;
    return name === "from" ? sql`${column} >= ${at("from")}` : sql`${column} < ${at("to")}`;
  };
  if (!timed) return select(and([...conditions, ...cursor(place)]), sql`${place} ${direction}`);
  const range = [...conditions, bound("from"), bound("to")];
  return few ? select(and([...range, ...cursor(place)]), sql`${place} ${direction}`) : select(
    and([...range, ...cursor(sql`${createdAt}, ${place}`)]),
    sql`${createdAt} ${direction}, ${place} ${direction}`,
  );
}

/** In the order of the commits, so that whoever has read up to a row misses none that was written later. */
function placeOf({ id, ordered }: Pick<Listed<string>, "id" | "ordered">): SQL {
  return ordered === "by id" ? sql`${id}` : sql`${id.table}.rowid`;
}
