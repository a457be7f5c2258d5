import { byStaff } from "../actor.ts";
import { retryOnConflict } from "../conflict.ts";
import type { PaymentOutcome, RefundOutcome } from "../channel/outcome.ts";
import { decideDeductionOutcome } from "../deduction/record_deduction_outcome.ts";
import type { Deps } from "../deps.ts";
import type { DomainEvent } from "../event.ts";
import type { ResolutionId, StaffId } from "../id.ts";
import { merchantNow } from "../merchant/merchant.ts";
import { decide as decidePaymentOutcome } from "../payment/record_outcome.ts";
import { decideRefundOutcome } from "../refund/record_refund_outcome.ts";
import { ok, rejected, type Result } from "../result.ts";
import { advance, type Finding, type Resolution, type ResolutionRefusal } from "./resolution.ts";
import { loadSent, type Sent, standingOf } from "./unclear.ts";

export type ConfirmResolutionRefusal =
  | { readonly code: "resolution_not_found"; readonly resolution_id: string }
  | ResolutionRefusal
  /** The channel has answered after all. */
  | { readonly code: "not_unclear"; readonly id: string; readonly state: string };

/**
 * Settles by hand what a channel never answered for, as a notice would: the finding and what follows from it are one
 * commit. By another person than who proposed it, which the write holds too. A later success from the channel still
 * counts, because money that moved is money.
 */
export async function confirmResolution(
  deps: Deps,
  { resolutionId, by }: { readonly resolutionId: ResolutionId; readonly by: StaffId },
): Promise<Result<Resolution, ConfirmResolutionRefusal>> {
  const confirmed = await retryOnConflict(async () => {
    const [resolution] = await deps.load(deps.resolutions.byId(resolutionId));
    const sent = resolution && await loadSent(deps, resolution.of);
    if (!resolution || !sent) {
      return rejected({ code: "resolution_not_found", resolution_id: resolutionId });
    }
    const { merchant, state } = standingOf(sent);
    const at = merchantNow(merchant, deps.now());
    const next = advance(resolution, { type: "confirmed", by, at });
    if (!next.ok) return next;
    if (state !== "processing") return rejected({ code: "not_unclear", id: resolution.of, state });

    const stamp = { eventId: deps.newId("evt"), at, by: byStaff(by) };
    await deps.commit([
      { type: "resolution.confirmed", resolution: next.value, ...stamp },
      ...settle(deps, sent, { finding: resolution.finding, by }),
    ]);
    return next;
  });
  if (!confirmed.ok) return confirmed;
  deps.nudge("deliver_webhooks");
  deps.nudge("send_refunds");
  deps.nudge("tell_consumers");
  return ok(confirmed.value);
}

function settle(
  deps: Deps,
  sent: Sent,
  { finding, by }: { readonly finding: Finding; readonly by: StaffId },
): readonly DomainEvent[] {
  const given = { now: deps.now(), newEventId: () => deps.newId("evt"), by: byStaff(by) };
  switch (sent.about) {
    case "payment": {
      const refundId = deps.newId("rfd");
      return decidePaymentOutcome(sent.found, outcomeOf(finding), { ...given, refundId }).events;
    }
    case "refund":
      return decideRefundOutcome(sent.found, refundOutcomeOf(finding), given).events;
    case "deduction":
      return decideDeductionOutcome(sent.found, outcomeOf(finding), given).events;
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
