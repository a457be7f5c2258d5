import type { Checks } from "./checks.ts";

/** Webhooks on their way. */
export const deliveryChecks: Checks = {
  "a delivery without its event": `
    select delivery_id from deliveries where event_id not in (select event_id from events)`,
  "a due delivery that waits for nothing": `
    select d.delivery_id from deliveries d
    where d.state = 'due' and d.next_attempt_at is null and not exists (
      select 1 from deliveries e where e.endpoint_id = d.endpoint_id
        and e.subject_id = d.subject_id and e.state = 'due' and e.event_seq < d.event_seq
        and (e.round > 1) = (d.round > 1))`,
  // A month later all of them are gone.
  "a delivery whose tries are not all on record": `
    select d.delivery_id from deliveries d
    join delivery_attempts a on a.delivery_id = d.delivery_id
    group by d.delivery_id having count(*) <> d.attempts`,
  "a redelivery of something else": `
    select d.delivery_id from deliveries d
    left join deliveries o on o.delivery_id = d.original_id
    where d.round > 1 and (o.event_seq is not d.event_seq or o.endpoint_id is not d.endpoint_id)`,
  "an event on its way twice to one endpoint": `
    select endpoint_id || ' ' || event_id from deliveries where state = 'due'
    group by endpoint_id, event_seq having count(*) > 1`,
  "a delivery still due to an endpoint that is off": `
    select d.delivery_id from deliveries d join endpoints e using (endpoint_id)
    where d.state = 'due' and e.state <> 'enabled'`,
};
