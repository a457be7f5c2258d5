import { rfc3339, rfc3339OrNull } from "../time.ts";
import { type Dispute, isWaiting } from "./dispute.ts";
import type { DisputeEvidence } from "./dispute_evidence.ts";

/** The dispute as the API and webhooks show it; amounts in fen. */
export function disputeResource(dispute: Dispute) {
  const { of, answer } = dispute;
  return {
    dispute_id: dispute.disputeId,
    order_id: of.orderId ?? null,
    payment_id: of.paymentId ?? null,
    deduction_id: of.deductionId ?? null,
    merchant_no: dispute.merchantNo,
    merchant_order_no: dispute.merchantOrderNo,
    state: dispute.state,
    opened_by: dispute.openedBy,
    reason: dispute.reason,
    amount: dispute.amount.fen,
    currency: dispute.amount.currency,
    due_at: isWaiting(dispute) ? rfc3339(dispute.dueAt) : null,
    answer: answer ? { text: answer.text, at: rfc3339(answer.at) } : null,
    escalated_at: rfc3339OrNull(dispute.escalatedAt),
    decision: dispute.decision ?? null,
    refund_id: dispute.refundId ?? null,
    charged_back_amount: dispute.chargedBack.fen,
    evidence: evidenceResource(dispute.evidence),
    files: dispute.files.map(({ sha256, name, type, bytes, attachedAt }) => ({
      name,
      type,
      bytes,
      sha256,
      attached_at: rfc3339(attachedAt),
    })),
    created_at: rfc3339(dispute.createdAt),
    ended_at: isWaiting(dispute) ? null : rfc3339(dispute.endedAt),
  };
}

/** Of one that was opened before they were kept, what was added since is null. */
function evidenceResource({ charge_notice, contract, ...evidence }: DisputeEvidence) {
  return {
    ...evidence,
    contract: contract && { ...contract, evidence_sha256: contract.evidence_sha256 ?? null },
    charge_notice: charge_notice ?? null,
  };
}
