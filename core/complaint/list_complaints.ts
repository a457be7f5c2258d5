import type { Deps } from "../deps.ts";
import { PAGE_ROWS } from "../desk/list_unclear.ts";
import type { Complaint } from "./complaint.ts";
import type { ComplaintPage, ComplaintPlace } from "./complaint_store.ts";

/** A file is whole or there is none. */
const FILE_MAX = 5_000;

export interface ComplaintList {
  readonly complaints: readonly Complaint[];
  /** Where the next page starts. */
  readonly next: ComplaintPlace | undefined;
}

export async function listComplaints(
  { load, complaints }: Pick<Deps, "load" | "complaints">,
  page: Omit<ComplaintPage, "max">,
): Promise<ComplaintList> {
  const [found] = await load(complaints.list({ ...page, max: PAGE_ROWS + 1 }));
  const shown = found.slice(0, PAGE_ROWS);
  const last = found.length > PAGE_ROWS ? shown.at(-1) : undefined;
  return { complaints: shown, next: last && { on: last.receivedOn, id: last.complaintId } };
}

/** All of them; undefined where there are more than a file takes. */
export async function allComplaints(
  { load, complaints }: Pick<Deps, "load" | "complaints">,
  page: Pick<ComplaintPage, "of" | "state">,
): Promise<readonly Complaint[] | undefined> {
  const [found] = await load(complaints.list({ ...page, past: undefined, max: FILE_MAX + 1 }));
  return found.length > FILE_MAX ? undefined : found;
}
