import { byStaff } from "../actor.ts";
import { retryOnConflict } from "../conflict.ts";
import type { Deps } from "../deps.ts";
import type { Stamp } from "../event_spec.ts";
import { channelOrderNo, type DeductionId } from "../id.ts";
import { merchantNow } from "../merchant/merchant.ts";
import {
  type EndAdvanceAct,
  isOpen,
  type Proposal,
  type ProposalsTooMany,
} from "../proposal/proposal.ts";
import { propose } from "../proposal/propose.ts";
import { ok, rejected, type Result } from "../result.ts";
import type { SignedIn } from "../staff/session.ts";
import type { DeductionEvent } from "./deduction_events.ts";
import type { FoundDeduction } from "./deduction_store.ts";
import { type AdvanceWay, endBy } from "./network_advance.ts";
import { endAdvance } from "./record_advance_end.ts";

export type EndAdvanceRefusal =
  | { readonly code: "advance_not_found"; readonly deduction_id: DeductionId }
  /** It has ended, by whoever was first. */
  | { readonly code: "advance_over"; readonly deduction_id: DeductionId };

export interface ProposeAdvanceEnd {
  readonly of: DeductionId;
  readonly way: AdvanceWay;
  /** The bank's number of the repayment; undefined where nobody repaid. */
  readonly reference: string | undefined;
  readonly why: string;
  readonly here: SignedIn;
}

/**
 * Puts before a second person how an advance ended of which the channel says nothing. One proposal at a time; an expired
 * one gives way, and so does one about the charge before it had a result.
 */
export function proposeAdvanceEnd(
  deps: Deps,
  { of, way, reference, why, here }: ProposeAdvanceEnd,
): Promise<Result<Proposal, EndAdvanceRefusal | ProposalsTooMany>> {
  return retryOnConflict(async () => {
    const found = await outstanding(deps, of);
    if (!found.ok) return found;
    const [proposals] = await deps.load(deps.proposals.about(of));
    const waiting = proposals.find(({ state }) => state === "waiting");
    const isSame = waiting?.act.kind === "end_advance" && isOpen(waiting, deps.now());
    if (isSame) return ok(waiting);
    const { merchantNo, amount: { fen } } = found.value.deduction;
    const said = reference === undefined ? { way, why } : { way, reference, why };
    const act = { kind: "end_advance", of, fen, ...said } as const;
    return await propose(deps, { act, merchantNo, here, expired: waiting });
  });
}

/** What ends it, decided and not committed. */
export async function endingAdvance(
  deps: Deps,
  { of, way, reference, why }: EndAdvanceAct,
  { staff: { staffId } }: SignedIn,
): Promise<Result<DeductionEvent & Stamp, EndAdvanceRefusal>> {
  const found = await outstanding(deps, of);
  if (!found.ok) return found;
  const at = merchantNow(found.value.merchant, deps.now());
  const ended = endAdvance(found.value, endBy(way), at);
  if (!ended) return rejected({ code: "advance_over", deduction_id: of });
  const word = { way, reference, why };
  return ok({ ...ended, word, eventId: deps.newId("evt"), at, by: byStaff(staffId) });
}

async function outstanding(
  { load, deductions, now }: Deps,
  of: DeductionId,
): Promise<Result<FoundDeduction, EndAdvanceRefusal>> {
  const [found] = await load(deductions.byChannelOrderNo(channelOrderNo(of), now()));
  const { deduction } = found ?? {};
  const advance = deduction?.state === "succeeded" ? deduction.advance : undefined;
  if (!found || !advance) return rejected({ code: "advance_not_found", deduction_id: of });
  return advance.state === "outstanding"
    ? ok(found)
    : rejected({ code: "advance_over", deduction_id: of });
}
