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
  "an hour of an endpoint that differs from its attempts": `
    select h.endpoint_id || ' ' || h.hour from (
      select endpoint_id, hour, sum(iif(within_ms > 0, count, 0)) as delivered,
        sum(iif(within_ms = 0, count, 0)) as failed
      from endpoint_hours group by 1, 2) h
    left join (
      select d.endpoint_id, a.at / 3600000 as hour,
        sum(coalesce(a.status between 200 and 299, 0)) as delivered,
        sum(not coalesce(a.status between 200 and 299, 0)) as failed
      from delivery_attempts a join deliveries d using (delivery_id) group by 1, 2) a
      using (endpoint_id, hour)
    where h.delivered is not a.delivered or h.failed is not a.failed`,
};
