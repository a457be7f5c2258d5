/** The jobs that something which has just happened asks for; the list of all our own is in jobs/jobs.ts. */
export type JobName =
  | "deliver_webhooks"
  | "send_refunds"
  | "wind_up_merchants"
  | "send_deductions"
  | "tell_consumers"
  | "digest_people";
