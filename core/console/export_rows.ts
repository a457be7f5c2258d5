import { LOOKED_MAX } from "../listing.ts";
import { othersTurn } from "../others_turn.ts";
import type { Load } from "../query.ts";
import type { Instant } from "../time.ts";
import type { Search } from "./load_page.ts";

/** A file has at most so many rows; of more there is none. */
export const EXPORT_ROWS_MAX = 200_000;
/** And to find them at most so many are looked at. */
const EXPORT_LOOKED_MAX = 1_000_000;
const CHUNK_ROWS = 200;

interface Range {
  readonly from: Instant | undefined;
  readonly to: Instant | undefined;
}

/**
 * Every row that a search finds, newest first, in chunks; undefined when they are more than one file may have. That is
 * known before the first chunk. Rows that are added meanwhile come after the first, so they are not missed by halves.
 */
export async function exportRows<T>(
  load: Load,
  search: Search<T>,
  range: Range,
  idOf: (row: T) => string,
): Promise<AsyncIterable<readonly T[]> | undefined> {
  return await fits(load, search, range) ? chunks(load, search, range, idOf) : undefined;
}

async function fits<T>(load: Load, search: Search<T>, range: Range): Promise<boolean> {
  let found = 0;
  let past: string | undefined;
  for (let looked = 0; looked < EXPORT_LOOKED_MAX; looked += LOOKED_MAX) {
    const limit = EXPORT_ROWS_MAX + 1 - found;
    const { count, end } = search({ limit, order: "newest", past, ...range });
    const [counted, reached] = end ? await load(count, end) : [(await load(count))[0], undefined];
    found += counted;
    if (found > EXPORT_ROWS_MAX) return false;
    if (!reached) return true;
    past = reached.id;
    await othersTurn();
  }
  return false;
}

async function* chunks<T>(
  load: Load,
  search: Search<T>,
  range: Range,
  idOf: (row: T) => string,
): AsyncGenerator<readonly T[]> {
  let past: string | undefined;
  do {
    const { rows, end } = search({ limit: CHUNK_ROWS, order: "newest", past, ...range });
    const [found, reached] = end ? await load(rows, end) : [(await load(rows))[0], undefined];
    if (found.length > 0) yield found;
    past = found.length === CHUNK_ROWS ? found.map(idOf).at(-1) : reached?.id;
    await othersTurn();
  } while (past !== undefined);
}
