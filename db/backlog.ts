import type { Query } from "../core/query.ts";

/** How much waits, over all merchants. */
export interface Backlog {
  readonly deliveriesDue: number;
  readonly paymentsProcessing: number;
  /** What was asked about to the end of its schedule, and needs somebody. */
  readonly unclear: {
    readonly payment: number;
    readonly refund: number;
    readonly deduction: number;
  };
}

// Each count is of a partial index and of nothing else.
const COUNT = `select
  (select count(*) from deliveries where state = 'due') as deliveries_due,
  (select count(*) from payments where state = 'processing') as payments_processing,
  (select count(*) from payments where queries_ended_at is not null) as payments_unclear,
  (select count(*) from refunds where queries_ended_at is not null) as refunds_unclear,
  (select count(*) from deductions where queries_ended_at is not null) as deductions_unclear`;

export function backlog(): Query<Backlog> {
  return {
    statement: { sql: COUNT, args: [] },
    read: ([row]) => ({
      deliveriesDue: Number(row?.["deliveries_due"]),
      paymentsProcessing: Number(row?.["payments_processing"]),
      unclear: {
        payment: Number(row?.["payments_unclear"]),
        refund: Number(row?.["refunds_unclear"]),
        deduction: Number(row?.["deductions_unclear"]),
      },
    }),
  };
}
