import type { Deps } from "../deps.ts";
import { channelOrderNo, type DeductionId } from "../id.ts";
import { isOpen, type Proposal } from "../proposal/proposal.ts";
import type { FoundDeduction } from "./deduction_store.ts";
import type { NetworkAdvance } from "./network_advance.ts";

export interface AdvanceView {
  readonly found: FoundDeduction;
  readonly advance: NetworkAdvance;
  /** How it ended, as one person says it and a second is to agree. */
  readonly waiting: Proposal | undefined;
}

/** What the network advanced for one charge; undefined where it advanced nothing. */
export async function viewAdvance(
  { load, deductions, proposals, now }: Pick<Deps, "load" | "deductions" | "proposals" | "now">,
  of: DeductionId,
): Promise<AdvanceView | undefined> {
  const at = now();
  const [found, about] = await load(
    deductions.byChannelOrderNo(channelOrderNo(of), at),
    proposals.about(of),
  );
  const advance = found?.deduction.state === "succeeded" ? found.deduction.advance : undefined;
  if (!found || !advance) return undefined;
  const waiting = about.find((each) => each.act.kind === "end_advance" && isOpen(each, at));
  return { found, advance, waiting };
}
