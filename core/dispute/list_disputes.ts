import type { Deps } from "../deps.ts";
import { PAGE_ROWS } from "../desk/list_unclear.ts";
import type { Dispute, DisputeState } from "./dispute.ts";
import type { DisputePage, DisputePlace } from "./dispute_store.ts";

/** A file is whole or there is none. */
const FILE_MAX = 5_000;

export interface DisputeList {
  readonly disputes: readonly Dispute[];
  /** Where the next page starts. */
  readonly next: DisputePlace | undefined;
}

/** Of any merchant, the oldest first. */
export async function listDisputes(
  { load, disputes }: Pick<Deps, "load" | "disputes">,
  page: Omit<DisputePage, "max">,
): Promise<DisputeList> {
  const [found] = await load(disputes.ofState({ ...page, max: PAGE_ROWS + 1 }));
  const shown = found.slice(0, PAGE_ROWS);
  const last = found.length > PAGE_ROWS ? shown.at(-1) : undefined;
  return { disputes: shown, next: last && { at: last.createdAt, id: last.disputeId } };
}

/** All of them; undefined where there are more than a file takes. */
export async function allDisputes(
  { load, disputes }: Pick<Deps, "load" | "disputes">,
  state: DisputeState,
): Promise<readonly Dispute[] | undefined> {
  const [found] = await load(disputes.ofState({ state, past: undefined, max: FILE_MAX + 1 }));
  return found.length > FILE_MAX ? undefined : found;
}
