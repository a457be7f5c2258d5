import type { Checks } from "./checks.ts";

const counted = (condition: string) => `p.counts_against ->> '$.tier' <> 'D' and ${condition}`;
const ofDay = `p.counts_against ->> '$.account' = v.account
  and p.counts_against ->> '$.scope' = v.scope and p.counts_against ->> '$.day' = v.day`;

/** The days of what we verify ourselves. */
export const limitChecks: Checks = {
  "a verified day that differs from the payments that count against it": `
    select account, scope, day, spent from verified_days v where spent <> (
      select coalesce(sum(p.amount), 0) from payments p
      where ${counted(`p.state <> 'failed' and ${ofDay}`)})`,
  "a payment that counts against a verified day that is not there": `
    select payment_id from payments p where ${counted("p.state <> 'failed'")}
      and not exists (select 1 from verified_days v where ${ofDay})`,
  "a verified day over every cap of its payments without money that came late": `
    select v.account, v.scope, v.day, v.spent from verified_days v
    where v.spent > (select coalesce(max(p.counts_against ->> '$.cap'), 0) from payments p
        where ${counted(`p.state <> 'failed' and ${ofDay}`)})
      and not exists (select 1 from payments p join events e on e.subject_id = p.payment_id
        where ${counted(`p.state = 'succeeded' and ${ofDay}`)} and e.type = 'payment.failed')`,
  // The first ones are older than these days.
  "a payment by a bound card that counts against nothing": `
    select payment_id from payments where flow = 'bound_card' and counts_against is null
      and payment_id > (select min(p.payment_id) from payments p where ${counted("true")})`,
};
