import type { Checks } from "./checks.ts";

/** Webhooks on their way. */
export const deliveryChecks: Checks = {
  "a delivery without its event": `
    select delivery_id from deliveries where event_id not in (select event_id from events)`,
  "a due delivery that waits for nothing": `
    select d.delivery_id from deliveries d
    where d.state = 'due' and d.next_attempt_at is null and not exists (
      select 1 from deliveries e where e.endpoint_id = d.endpoint_id
        and e.subject_id = d.subject_id and e.state = 'due' and e.event_seq < d.event_seq)`,
  "a delivery whose tries are not all on record": `
    select d.delivery_id from deliveries d where d.attempts <> (
      select count(*) from delivery_attempts a where a.delivery_id = d.delivery_id)`,
  "a delivery still due to an endpoint that is off": `
    select d.delivery_id from deliveries d join endpoints e using (endpoint_id)
    where d.state = 'due' and e.state <> 'enabled'`,
};
