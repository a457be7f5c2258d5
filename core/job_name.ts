export const jobNames = [
  "deliver_webhooks",
  "expire_orders",
  "query_payments",
  "send_refunds",
  "sandbox_notices",
  "expire_signings",
  "ask_contracts",
  "expire_contracts",
  "send_deductions",
  "query_deductions",
  "tell_charged",
  "retire_keys",
  "forget_nonces",
] as const;
export type JobName = (typeof jobNames)[number];
