import { byStaff } from "../actor.ts";
import type { PaymentOutcome, RefundOutcome } from "../channel/outcome.ts";
import { decideDeductionOutcome } from "../deduction/record_deduction_outcome.ts";
import type { Deps } from "../deps.ts";
import type { DomainEvent } from "../event.ts";
import type { StaffId } from "../id.ts";
import { decide as decidePaymentOutcome } from "../payment/record_outcome.ts";
import { decideRefundOutcome } from "../refund/record_refund_outcome.ts";
import { ok, rejected, type Result } from "../result.ts";
import type { Finding, UnclearId } from "./finding.ts";
import { loadSent, standingOf } from "./unclear.ts";

export type SettleRefusal =
  | { readonly code: "unclear_not_found"; readonly id: string }
  /** The channel has answered after all. */
  | { readonly code: "not_unclear"; readonly id: UnclearId; readonly state: string };

/**
 * What settles by hand something that its channel never answered for, decided and not committed: as a notice would. A
 * later success from the channel still counts, because money that moved is money.
 */
export async function settling(
  deps: Deps,
  { of, finding, by: staffId }: {
    readonly of: UnclearId;
    readonly finding: Finding;
    readonly by: StaffId;
  },
): Promise<Result<readonly DomainEvent[], SettleRefusal>> {
  const sent = await loadSent(deps, of);
  if (!sent) return rejected({ code: "unclear_not_found", id: of });
  const { state } = standingOf(sent);
  if (state !== "processing") return rejected({ code: "not_unclear", id: of, state });
  const by = byStaff(staffId);
  const given = { now: deps.now(), newEventId: () => deps.newId("evt"), by };
  switch (sent.about) {
    case "payment": {
      const refundId = deps.newId("rfd");
      const outcome = outcomeOf(finding);
      return ok(decidePaymentOutcome(sent.found, outcome, { ...given, refundId }).events);
    }
    case "refund":
      return ok(decideRefundOutcome(sent.found, refundOutcomeOf(finding), given).events);
    case "deduction": {
      const { debt } = sent;
      const ids = { arrearId: deps.newId("arr"), refundId: deps.newId("rfd") };
      const outcome = outcomeOf(finding);
      return ok(decideDeductionOutcome(sent.found, outcome, { ...given, ...ids, debt }).events);
    }
  }
}

function outcomeOf(finding: Finding): PaymentOutcome {
  return finding.type === "failed"
    ? finding
    : { ...finding, cardType: undefined, cardLastFour: undefined };
}

function refundOutcomeOf(finding: Finding): RefundOutcome {
  return finding.type === "failed" ? { type: "failed", failure: finding.reason } : finding;
}
