import type { Deps } from "../deps.ts";
import { type Dispute, subjectOf } from "../dispute/dispute.ts";
import type { RefundId } from "../id.ts";
import type { StaffCaller } from "../merchant/caller.ts";
import type { Refund } from "../refund/refund.ts";
import { type DeliveredEvent, deliveriesOf, historyOf, type Step } from "./history.ts";

export interface RefundView {
  readonly refund: Refund;
  /** About what it gives back. */
  readonly dispute: Dispute | undefined;
  readonly steps: readonly Step[];
  readonly deliveries: readonly DeliveredEvent[];
}

/** One of the merchant number's refunds, with all that happened to it. */
export async function viewRefund(
  deps: Deps,
  caller: StaffCaller,
  refundId: RefundId,
): Promise<RefundView | undefined> {
  const [refund] = await deps.load(deps.refunds.ownById(caller, refundId));
  if (!refund) return undefined;
  const [dispute] = await deps.load(deps.disputes.bySubject(subjectOf(refund)));
  const steps = await historyOf(deps, caller.merchantNo, [refundId]);
  return { refund, dispute, steps, deliveries: await deliveriesOf(deps, caller, steps) };
}
