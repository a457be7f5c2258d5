/** What a merchant can be told. Everything else that happens is internal. */
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
  "deduction.succeeded",
  "deduction.failed",
  "deduction.unclear",
  "card.bound",
  "card.suspended",
  "card.resumed",
  "card.deleted",
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
