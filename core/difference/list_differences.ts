import type { Deps } from "../deps.ts";
import { PAGE_ROWS } from "../desk/list_unclear.ts";
import type { Difference } from "./difference.ts";
import type { DifferenceFilter, DifferencePage, DifferencePlace } from "./difference_store.ts";

/** A file is whole or there is none. */
const FILE_MAX = 5_000;

export interface DifferenceList {
  readonly differences: readonly Difference[];
  /** Where the next page starts. */
  readonly next: DifferencePlace | undefined;
}

export async function listDifferences(
  { load, differences }: Pick<Deps, "load" | "differences">,
  page: Omit<DifferencePage, "max">,
): Promise<DifferenceList> {
  const [found] = await load(differences.list({ ...page, max: PAGE_ROWS + 1 }));
  const shown = found.slice(0, PAGE_ROWS);
  const last = found.length > PAGE_ROWS ? shown.at(-1) : undefined;
  return { differences: shown, next: last && { dueAt: last.dueAt, id: last.differenceId } };
}

/** All of them; undefined where there are more than a file takes. */
export async function allDifferences(
  { load, differences }: Pick<Deps, "load" | "differences">,
  filter: DifferenceFilter,
): Promise<readonly Difference[] | undefined> {
  const page = { ...filter, past: undefined, max: FILE_MAX + 1 };
  const [found] = await load(differences.list(page));
  return found.length > FILE_MAX ? undefined : found;
}
