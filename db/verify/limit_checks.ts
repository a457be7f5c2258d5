import type { Checks } from "./checks.ts";

/** What counts on each day, and the highest cap and what came late there. */
const counted = `with counted as (
  select p.counts_against ->> '$.account' account, p.counts_against ->> '$.scope' scope,
    p.counts_against ->> '$.day' day, sum(p.amount) spent, max(p.counts_against ->> '$.cap') cap,
    max(p.state = 'succeeded' and exists (select 1 from events e
      where e.subject_id = p.payment_id and e.type = 'payment.failed')) late
  from payments p where p.state <> 'failed' and p.counts_against ->> '$.tier' <> 'D'
  group by 1, 2, 3)`;

/** The days of what we verify ourselves, and what people allow themselves. */
export const limitChecks: Checks = {
  "a verified day that differs from the payments that count against it": `${counted}
    select v.account, v.scope, v.day, v.spent from verified_days v
    left join counted c using (account, scope, day) where v.spent <> coalesce(c.spent, 0)`,
  "a payment that counts against a verified day that is not there": `${counted}
    select c.account, c.scope, c.day from counted c
    left join verified_days v using (account, scope, day) where v.day is null`,
  "a verified day over every cap of its payments without money that came late": `${counted}
    select account, scope, day, spent from counted where spent > cap and not late`,
  "an own limit that is not what its last event says": `
    select o.consumer_id, o.about from own_limits o left join events e
      on e.subject_id = 'own_limit:' || o.consumer_id || ':' || o.about and e.version = o.version
    where e.event_id is null or o.per_transaction is not e.data ->> '$.per_transaction'
      or o.per_day is not e.data ->> '$.per_day'`,
  // The first ones are older than these days.
  "a payment by a bound card that counts against nothing": `
    select payment_id from payments where flow = 'bound_card' and counts_against is null
      and payment_id > (select min(payment_id) from payments
        where counts_against ->> '$.tier' <> 'D')`,
};
