import type { FoundDeduction } from "../deduction/deduction_store.ts";
import type { Deps } from "../deps.ts";
import type { Dispute } from "../dispute/dispute.ts";
import type { DeductionId } from "../id.ts";
import { firstPage } from "../listing.ts";
import type { StaffCaller } from "../merchant/caller.ts";
import type { Refund } from "../refund/refund.ts";
import { type DeliveredEvent, deliveriesOf, historyOf, type Step } from "./history.ts";

const REFUNDS_MAX = 50;
/** What happened to so many of its newest refunds is part of a deduction's history. */
const OF_EACH_MAX = 20;

export interface DeductionView extends FoundDeduction {
  /** Newest first. */
  readonly refunds: readonly Refund[];
  readonly dispute: Dispute | undefined;
  readonly steps: readonly Step[];
  readonly deliveries: readonly DeliveredEvent[];
}

/** One of the merchant number's deductions, with all that belongs to it. */
export async function viewDeduction(
  deps: Deps,
  caller: StaffCaller,
  deductionId: DeductionId,
): Promise<DeductionView | undefined> {
  const [found, refunds, dispute] = await deps.load(
    deps.deductions.ownById(caller, deductionId, deps.now()),
    deps.refunds.list(caller, firstPage("newest", REFUNDS_MAX), { deduction_id: deductionId }),
    deps.disputes.bySubject(deductionId),
  );
  if (!found) return undefined;
  const steps = await historyOf(deps, caller.merchantNo, [
    deductionId,
    ...refunds.slice(0, OF_EACH_MAX).map(({ refundId }) => refundId),
  ]);
  return { ...found, refunds, dispute, steps, deliveries: await deliveriesOf(deps, caller, steps) };
}
