import type { Statement } from "./unit.ts";

/** A row by column name; integers are plain numbers, because every integer we keep is below 2^53. */
export type Row = Readonly<Record<string, string | number | null>>;

/** A read that has not been sent yet. Stores make queries; `load` sends any number of them in one round trip. */
export interface Query<T> {
  readonly statement: Statement;
  readonly read: (rows: readonly Row[]) => T;
  /** Present when each row comes as one JSON array of these columns: such queries travel as one statement. */
  readonly packed?: { readonly columns: readonly string[]; readonly rows: "first" | "all" };
}

export type Answers<Q extends readonly Query<unknown>[]> = {
  -readonly [I in keyof Q]: Q[I] extends Query<infer T> ? T : never;
};

/** Sends the queries as one read of one snapshot and returns their results in the same order. */
export type Load = <const Q extends readonly Query<unknown>[]>(
  ...queries: Q
) => Promise<Answers<Q>>;
