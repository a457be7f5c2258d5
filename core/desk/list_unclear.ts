import type { Deps } from "../deps.ts";
import type { Place, Unanswered } from "./queue.ts";

/** Rows of a page of a list, as the field's consoles have them. */
export const PAGE_ROWS = 20;

export interface Page<T> {
  readonly rows: readonly T[];
  /** Where the next page starts; undefined at the end. */
  readonly next: Place | undefined;
}

/** A page of `rows`, of which one more than a page was read. */
export function pageOf<T>(rows: readonly T[], placeOf: (row: T) => Place): Page<T> {
  const shown = rows.slice(0, PAGE_ROWS);
  const last = rows.length > PAGE_ROWS ? shown.at(-1) : undefined;
  return { rows: shown, next: last && placeOf(last) };
}

/** Payments, refunds and deductions that nobody answered for, oldest first, in one round trip. */
export async function listUnclear(
  { load, desk }: Deps,
  past: Place | undefined,
): Promise<Page<Unanswered>> {
  const page = { past, max: PAGE_ROWS + 1 };
  const found = await load(desk.payments(page), desk.refunds(page), desk.deductions(page));
  const rows = found.flat().sort((a, b) =>
    a.queriesEndedAt - b.queriesEndedAt || (a.id < b.id ? -1 : 1)
  );
  return pageOf(rows, ({ queriesEndedAt: at, id }) => ({ at, id }));
}
