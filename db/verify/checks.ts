/** By the promise: a query for the rows that break it. A sound database returns none. */
export type Checks = Readonly<Record<string, string>>;

/** A promise that is broken, and by what. */
export interface Finding {
  readonly promise: string;
  /** Ids and values: `ord_… amount is 9900, its events say 100`. */
  readonly by: string;
}
