import type { Client } from "@libsql/client";

/** Each query finds rows that break a promise about money; a sound database gives none. */
const promises: Readonly<Record<string, string>> = {
  "a payment without its order": `
    select payment_id from payments where order_id not in (select order_id from orders)`,
  "a payment of another amount or merchant than its order": `
    select p.payment_id from payments p join orders o using (order_id)
    where p.amount <> o.amount or p.merchant_no <> o.merchant_no`,
  "a state without its event": `
    select order_id as subject_id, version from orders
    union all select payment_id, version from payments
    union all select refund_id, version from refunds
    union all select endpoint_id, version from endpoints
    union all select kid, version from merchant_keys
    except select subject_id, version from events`,
  "an ended order whose last event says otherwise": `
    select o.order_id from orders o join events e
      on e.subject_id = o.order_id and e.version = o.version
    where e.type <> case o.state when 'open' then 'order.placed' else 'order.' || o.state end`,
  "an event history with a gap": `
    select subject_id from events group by subject_id
    having min(version) <> 1 or max(version) <> count(*)`,
  "a notice sequence with a gap": `
    select subject_id from events where sequence is not null group by subject_id
    having min(sequence) <> 1 or max(sequence) <> count(*)`,
  "an order settled by other than one succeeded payment": `
    select o.order_id from orders o where o.state = 'paid' and (
      select count(*) from payments p where p.order_id = o.order_id and p.settles = 1
        and p.state = 'succeeded' and p.payment_id = o.settled_payment_id) <> 1`,
  "a settling payment of an order that is not paid": `
    select p.payment_id from payments p join orders o using (order_id)
    where p.settles = 1 and o.state <> 'paid'`,
  "late money that is not being returned": `
    select p.payment_id from payments p where p.state = 'succeeded' and p.settles = 0
      and p.amount <> (select coalesce(sum(amount), 0) from refunds r
        where r.payment_id = p.payment_id and r.cause = 'late_payment')`,
  "a refund counter that differs from its refunds": `
    select p.payment_id from payments p where p.refund_reserved <> (
        select coalesce(sum(amount), 0) from refunds r
        where r.payment_id = p.payment_id and r.state <> 'failed')
      or p.refunded <> (select coalesce(sum(amount), 0) from refunds r
        where r.payment_id = p.payment_id and r.state = 'succeeded')`,
  "more refunded than paid": `
    select payment_id from payments where refunded > amount or refund_reserved > amount`,
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
  "a number that is not an integer": `
    select order_id from orders where typeof(amount) <> 'integer'
    union all select payment_id from payments
      where typeof(amount) <> 'integer' or typeof(refunded) <> 'integer'
    union all select event_id from events where typeof(at) <> 'integer'`,
};

/** What is broken, by the promise it breaks; empty when everything holds. */
export async function brokenPromises(
  client: Pick<Client, "execute">,
): Promise<Readonly<Record<string, readonly unknown[]>>> {
  const broken: Record<string, readonly unknown[]> = {};
  for (const [promise, sql] of Object.entries(promises)) {
    const { rows } = await client.execute(sql);
    if (rows.length > 0) broken[promise] = rows.slice(0, 5).map((row) => Object.values(row));
  }
  const { rows } = await client.execute("pragma integrity_check");
  const found = rows.map((row) => Object.values(row)[0]);
  if (found.length !== 1 || found[0] !== "ok") broken["integrity_check"] = found;
  return broken;
}
