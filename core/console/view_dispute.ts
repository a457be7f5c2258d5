import type { Claim } from "../claim/claim.ts";
import type { Deps } from "../deps.ts";
import type { Chargeback } from "../dispute/chargeback.ts";
import { type Dispute, subjectOf } from "../dispute/dispute.ts";
import type { DisputeId } from "../id.ts";
import type { StaffCaller } from "../merchant/caller.ts";
import { cny, type Money } from "../money.ts";
import { leftToRefund } from "../refund/left_to_refund.ts";
import { type DeliveredEvent, deliveriesOf, historyOf, type Step } from "./history.ts";

export interface DisputeView {
  readonly dispute: Dispute;
  readonly chargebacks: readonly Chargeback[];
  /** What of them had gone back to the payer already. */
  readonly claim: Claim | undefined;
  /** What accepting it would give back. */
  readonly left: Money;
  readonly steps: readonly Step[];
  readonly deliveries: readonly DeliveredEvent[];
}

/** One of the merchant number's disputes, with all that happened to it. */
export async function viewDispute(
  deps: Deps,
  caller: StaffCaller,
  disputeId: DisputeId,
): Promise<DisputeView | undefined> {
  const [dispute, chargebacks, claim] = await deps.load(
    deps.disputes.ownById(caller, disputeId),
    deps.disputes.chargebacksOf(disputeId),
    deps.claims.ofDispute(disputeId),
  );
  if (!dispute) return undefined;
  const left = await leftOf(deps, dispute);
  const { refundId } = dispute;
  const subjects = refundId === undefined ? [disputeId] : [disputeId, refundId];
  const steps = await historyOf(deps, caller.merchantNo, subjects);
  const deliveries = await deliveriesOf(deps, caller, steps);
  return { dispute, chargebacks, claim, left, steps, deliveries };
}

/** Of what is disputed, as much as can still go back. */
export async function leftOf(
  { load, payments, deductions }: Pick<Deps, "load" | "payments" | "deductions">,
  dispute: Dispute,
): Promise<Money> {
  const { of, amount } = dispute;
  const [paid] = await load(
    of.deductionId === undefined ? payments.byId(of.paymentId) : deductions.byId(of.deductionId),
  );
  if (paid?.state !== "succeeded") {
    throw new TypeError(`Cannot read ${dispute.disputeId}: ${subjectOf(dispute)} was not paid`);
  }
  return cny(Math.min(leftToRefund(paid).fen, amount.fen));
}
