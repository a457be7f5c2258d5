import type { Listing, Reached, Stretch } from "../listing.ts";
import type { Load } from "../query.ts";
import type { Instant } from "../time.ts";

const CONSOLE_ROWS = 20;

/** What finds the rows of a list, given its filters. */
export type Search<T> = (page: Listing) => Stretch<T>;

/** Which page: the newest, what is older than a row, or what is newer. */
export interface Asked {
  readonly before: string | undefined;
  readonly after: string | undefined;
  readonly from: Instant | undefined;
  readonly to: Instant | undefined;
}

/** Newest first, whichever way it was reached. */
export interface Page<T> {
  readonly rows: readonly T[];
  /** The row to go on from; undefined at that end. */
  readonly newer: string | undefined;
  readonly older: string | undefined;
  /** How far was looked when the search ended before the page was full. */
  readonly reached: Reached | undefined;
}

/** A page of a list, and whether there is more on either side. */
export async function loadPage<T>(
  load: Load,
  search: Search<T>,
  { before, after, from, to }: Asked,
  idOf: (row: T) => string,
): Promise<Page<T>> {
  const limit = CONSOLE_ROWS + 1;
  const asked = (order: Listing["order"], past: string | undefined) =>
    found(load, search({ limit, order, past, from, to }));

  if (after !== undefined) {
    const { rows, end } = await asked("oldest", after);
    // Fewer than a page are left on that side: then the newest page shows all of them.
    if (rows.length > CONSOLE_ROWS || end) {
      const page = rows.slice(0, CONSOLE_ROWS).toReversed();
      const newer = rows.length > CONSOLE_ROWS ? page.map(idOf)[0] : end?.id;
      return { rows: page, newer, older: page.map(idOf).at(-1) ?? after, reached: undefined };
    }
  }
  const past = after === undefined ? before : undefined;
  const { rows, end } = await asked("newest", past);
  const page = rows.slice(0, CONSOLE_ROWS);
  const more = rows.length > CONSOLE_ROWS;
  return {
    rows: page,
    newer: past === undefined ? undefined : page.map(idOf)[0] ?? past,
    older: more ? page.map(idOf).at(-1) : end?.id,
    reached: more ? undefined : end,
  };
}

async function found<T>(load: Load, { rows, end }: Stretch<T>) {
  if (!end) return { rows: (await load(rows))[0], end: undefined };
  const [found, reached] = await load(rows, end);
  return { rows: found, end: reached };
}
