import type { Deps } from "../deps.ts";
import { PAGE_ROWS } from "../desk/list_unclear.ts";
import type { DeductionId } from "../id.ts";
import { after, days, type Instant } from "../time.ts";
import type { Deduction } from "./deduction.ts";
import type { FoundDeduction } from "./deduction_store.ts";
import type { AdvanceState } from "./network_advance.ts";

/** A file is whole or there is none. */
const FILE_MAX = 5_000;
/** Outstanding for so long, somebody asks the network what became of it. */
const OVERDUE = days(30);

export interface AdvanceList {
  readonly advances: readonly FoundDeduction[];
  /** After which the next page starts. */
  readonly next: DeductionId | undefined;
}

/** What networks advanced at any merchant, by what became of it, the oldest first. */
export async function listAdvances(
  { load, deductions, now }: Pick<Deps, "load" | "deductions" | "now">,
  { state, past }: { readonly state: AdvanceState; readonly past: DeductionId | undefined },
): Promise<AdvanceList> {
  const [found] = await load(deductions.advances({ state, past, max: PAGE_ROWS + 1 }, now()));
  const advances = found.slice(0, PAGE_ROWS);
  const next = found.length > PAGE_ROWS ? advances.at(-1)?.deduction.deductionId : undefined;
  return { advances, next };
}

/** All of them; undefined where there are more than a file takes. */
export async function allAdvances(
  { load, deductions, now }: Pick<Deps, "load" | "deductions" | "now">,
  state: AdvanceState,
): Promise<readonly FoundDeduction[] | undefined> {
  const page = { state, past: undefined, max: FILE_MAX + 1 };
  const [found] = await load(deductions.advances(page, now()));
  return found.length > FILE_MAX ? undefined : found;
}

export function advancedAt(deduction: Deduction): Instant {
  return deduction.state === "succeeded" ? deduction.succeededAt : deduction.createdAt;
}

export function isOverdueAdvance(deduction: Deduction, now: Instant): boolean {
  return deduction.state === "succeeded" && deduction.advance?.state === "outstanding" &&
    after(deduction.succeededAt, OVERDUE) <= now;
}
