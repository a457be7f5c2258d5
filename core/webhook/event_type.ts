/** What a merchant can be told: exactly the types whose spec says so, or it does not compile. */
export const webhookTypes = [
  "order.paid",
  "order.closed",
  "order.expired",
  "payment.failed",
  "payment.unclear",
  "payment.succeeded_late",
  "refund.succeeded",
  "refund.failed",
  "refund.unclear",
  "plan.approved",
  "plan.rejected",
  "signing.already_signed",
  "signing.expired",
  "signing.declined",
  "contract.signed",
  "contract.suspended",
  "contract.resumed",
  "contract.terminated",
  "card.bound",
  "card.suspended",
  "card.resumed",
  "card.deleted",
  "deduction.succeeded",
  "deduction.failed",
  "deduction.unclear",
  "arrear.opened",
  "arrear.retried",
  "arrear.retry_failed",
  "arrear.retry_skipped",
  "arrear.retries_ended",
  "arrear.settled",
  "arrear.waived",
  "dispute.opened",
  "dispute.answered",
  "dispute.due_soon",
  "dispute.escalated",
  "dispute.closed",
  "dispute.charged_back",
  "dispute.reversed",
  "endpoint.disabled",
  "endpoint.test",
  "key.retired",
  "statement.ready",
] as const;
export type WebhookType = (typeof webhookTypes)[number];

const known: ReadonlySet<string> = new Set(webhookTypes);

export function isWebhookType(type: string): type is WebhookType {
  return known.has(type);
}
