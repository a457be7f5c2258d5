/** The jobs that something which has just happened asks for; the list of all is in jobs/jobs.ts. */
export type JobName =
  | "deliver_webhooks"
  | "send_refunds"
  | "send_deductions"
  | "tell_charged"
  | "sandbox_notices";
