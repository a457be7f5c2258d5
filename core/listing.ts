import type { Query } from "./query.ts";
import type { Instant } from "./time.ts";

/** What is asked of a list, except for what it is filtered by. */
export interface Listing<I extends string = string> {
  readonly limit: number;
  readonly order: "newest" | "oldest";
  /** Only those that come after this id in that order. */
  readonly past: I | undefined;
  /** Created then or later. */
  readonly from: Instant | undefined;
  /** Created before then. */
  readonly to: Instant | undefined;
}

/** A list from its start. */
export function firstPage(order: Listing["order"], limit: number): Listing {
  return { limit, order, past: undefined, from: undefined, to: undefined };
}

/** Values by the names of the API's filters; undefined or absent where it was not given. */
export type Filters<Name extends string> = { readonly [N in Name]?: string | undefined };

/** Whether a list's days are those on which its rows were created, as where it is not said, or on which they ended. */
export interface DaysOf {
  readonly days_of?: "created" | "ended" | undefined;
}

/** So many rows a search looks at before it says how far it came: what no index answers has to end soon as well. */
export const LOOKED_MAX = 10_000;

/** What a search finds among the next `LOOKED_MAX` rows of a list: at most `limit` of them, and where it ended. */
export interface Stretch<T> {
  readonly rows: Query<readonly T[]>;
  /** How many it finds; up to `limit`. */
  readonly count: Query<number>;
  /** The last row that it looks at, if there are so many; undefined where an index answers it to the end. */
  readonly end: Query<Reached | undefined> | undefined;
}

export interface Reached {
  readonly id: string;
  readonly createdAt: Instant;
}
