/** The jobs that something which has just happened asks for; the list of all our own is in jobs/jobs.ts. */
export type JobName =
  | "deliver_webhooks"
  | "redeliver_ranges"
  | "redeliver_ranges"
  | "send_refunds"
  | "wind_up_merchants"
  | "send_deductions"
  | "tell_consumers"
  | "digest_people"
  | "build_settlements"
  | "issue_statements";
