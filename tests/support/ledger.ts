import type { Client } from "@libsql/client";
import { chainHash, chainStart } from "../../core/contract/chain.ts";
import { instant, rfc3339 } from "../../core/time.ts";

/** Each query finds rows that break a promise about money; a sound database returns none. */
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
    union all select link_id, version from links
    union all select link_id, version from links
    union all select kid, version from merchant_keys
    union all select plan_id, event_version from plans
    union all select contract_id, version from contracts
    union all select signing_id, version from signings
    union all select deduction_id, version from deductions
    union all select notice_id, version from deduction_notices
    union all select code_id, version from dynamic_codes
    union all select screen_id, version from screens
    except select subject_id, version from events`,
  "a signing signed without a contract of its plan and consumer": `
    select s.signing_id from signings s where s.state = 'signed' and not exists (
      select 1 from contracts c where c.contract_id = s.contract_id and c.plan_id = s.plan_id
        and c.consumer_id = s.consumer_id)`,
  "a plan with more than one version in force": `
    select plan_id from plans where state = 'approved' group by plan_id having count(*) > 1`,
  "a plan version skipped": `
    select plan_id from plans group by plan_id
    having min(version) <> 1 or max(version) <> count(*)`,
  "a plan agreed to after it went out of force": `
    select c.event_id from events c join signings s on s.signing_id = c.subject_id
    join events r on r.subject_id = s.plan_id and r.type = 'plan.retired'
      and json_extract(r.data, '$.version') = s.plan_version
    where c.type = 'signing.confirmed' and c.seq > r.seq`,
  "a contract that stands otherwise than its last event says": `
    select c.contract_id from contracts c join events e
      on e.subject_id = c.contract_id and e.version = c.version
    where c.state <> case e.type when 'contract.signed' then 'active'
      when 'contract.resumed' then 'active' when 'contract.suspended' then 'suspended'
      when 'contract.terminated' then 'terminated' else 'terminating' end
      or json_extract(e.data, '$.chain') <> c.chain`,
  "a contract that ended more than once, or without saying by whom": `
    select c.contract_id from contracts c where (
        select count(*) from events e
        where e.subject_id = c.contract_id and e.type = 'contract.terminated'
      ) <> (c.state = 'terminated') or (c.state = 'terminated') <> (c.terminated_at is not null)
      or (c.state in ('terminating', 'terminated')) <> (c.terminated_by is not null
        and c.ended_at is not null)
      or (c.state = 'terminating') <> (c.ask_after is not null)`,
  "more than one contract in force of a person, app and plan": `
    select app_id from contracts where state <> 'terminated'
    group by app_id, open_id, plan_id having count(*) > 1`,
  "a contract under another open id than the person's in that app": `
    select c.contract_id from contracts c left join open_ids o
      on o.consumer_id = c.consumer_id and o.app_id = c.app_id
    where o.open_id is not c.open_id`,
  "a contract without evidence": `
    select contract_id from contracts
    where contract_id not in (select contract_id from contract_evidence)`,
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
  "an event told to no merchant": `
    select event_id from events
    where sequence is not null and merchant_no not in (select merchant_no from merchants)`,
  "an event of no merchant that is not a person's own": `
    select event_id from events where merchant_no is null and type not like 'consumer.%'`,
  "an event by nobody we know": `
    select e.event_id from events e where not (
      e.by in ('operator', 'clock', 'consumer', 'screen')
      or e.by glob 'channel:?*' or e.by glob 'key:?*'
      or substr(e.by, 10) in (select consumer_id from consumers) and e.by glob 'consumer:*'
      or substr(e.by, 8) in (select screen_id from screens) and e.by glob 'screen:*'
      or substr(e.by, 12) in (select substr(digest, 1, 16) from secret_keys) and e.by glob 'secret_key:*')`,
  "a row that a guard left": "select holds from guards",
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
        where r.payment_id = p.payment_id and r.state = 'succeeded')
    union all
    select d.deduction_id from deductions d where d.refund_reserved <> (
        select coalesce(sum(amount), 0) from refunds r
        where r.deduction_id = d.deduction_id and r.state <> 'failed')
      or d.refunded <> (select coalesce(sum(amount), 0) from refunds r
        where r.deduction_id = d.deduction_id and r.state = 'succeeded')`,
  "more refunded than paid": `
    select payment_id from payments where refunded > amount or refund_reserved > amount
    union all
    select deduction_id from deductions where refunded > amount or refund_reserved > amount`,
  "a static code's day that differs from the payments that count against it": `
    select account, scope, day, tier, spent from limit_days l where spent <> (
      select coalesce(sum(p.amount), 0) from payments p
      where p.state <> 'failed' and p.counts_against ->> '$.account' = l.account
        and p.counts_against ->> '$.scope' = l.scope and p.counts_against ->> '$.day' = l.day
        and p.counts_against ->> '$.tier' = l.tier)`,
  "a counted payment without its day": `
    select payment_id from payments p where p.state <> 'failed' and p.counts_against is not null
      and not exists (select 1 from limit_days l where l.account = p.counts_against ->> '$.account'
        and l.scope = p.counts_against ->> '$.scope' and l.day = p.counts_against ->> '$.day')`,
  "a static code's day over its cap without money that came late": `
    select l.account, l.day, l.spent from limit_days l where l.spent > 50000 and not exists (
      select 1 from payments p join events e on e.subject_id = p.payment_id
      where p.counts_against ->> '$.account' = l.account and p.counts_against ->> '$.day' = l.day
        and p.state = 'succeeded' and e.type = 'payment.failed')`,
  "a payment of a link's order that counts against nothing, though a browser sent it": `
    select p.payment_id from payments p join orders o using (order_id)
    where o.link_id is not null and p.device is not null and p.counts_against is null`,
  "an order opened by a paused link": `
    select o.order_id from orders o join events e
      on e.subject_id = o.order_id and e.type = 'order.placed'
    where 'link.paused' = (select l.type from events l
      where l.subject_id = o.link_id and l.seq < e.seq order by l.seq desc limit 1)`,
  "a delivery without its event": `
    select delivery_id from deliveries where event_id not in (select event_id from events)`,
  "a day's counter that differs from its deductions": `
    select contract_id, day, spent from contract_days c where spent <> (
      select coalesce(sum(amount), 0) from deductions d
      where d.contract_id = c.contract_id and d.day = c.day and d.state <> 'failed')`,
  "a counted deduction without its day": `
    select deduction_id from deductions d where d.state <> 'failed' and not exists (
      select 1 from contract_days c where c.contract_id = d.contract_id and c.day = d.day)`,
  "a deduction over the limit of one charge": `
    select d.deduction_id from deductions d join contracts c using (contract_id)
    where d.amount > c.per_transaction_limit`,
  "a day over its limit without money that came late": `
    select day.contract_id, day.day from contract_days day join contracts c using (contract_id)
    where day.spent > c.per_day_limit and not exists (
      select 1 from deductions d join events e on e.subject_id = d.deduction_id
      where d.contract_id = day.contract_id and d.day = day.day and d.state = 'succeeded'
        and e.type = 'deduction.failed')`,
  "an end of asking that was not told once": `
    select id from (
      select payment_id as id, queries_ended_at from payments
      union all select refund_id, queries_ended_at from refunds
      union all select deduction_id, queries_ended_at from deductions)
    left join events e on e.subject_id = id and e.type like '%.unclear'
    group by id
    having count(e.event_id) > 1 or (queries_ended_at is not null and count(e.sequence) <> 1)`,
  "a deduction whose last event says otherwise": `
    select d.deduction_id from deductions d join events e
      on e.subject_id = d.deduction_id and e.version = d.version
    where d.state <> case when e.type in ('deduction.succeeded', 'deduction.failed')
      then substr(e.type, 11) else 'processing' end`,
  "a periodic charge without a notice of its own": `
    select d.deduction_id from deductions d join contracts c using (contract_id)
    where c.kind = 'periodic' and not exists (
      select 1 from deduction_notices n where n.used_by = d.deduction_id
        and n.amount >= d.amount and n.chargeable_from <= d.created_at)`,
  "a charge on a day after its contract's last": `
    select d.deduction_id from deductions d join contracts c using (contract_id)
    where d.day >= strftime('%Y-%m-%d', c.expires_at / 1000 + 28800, 'unixepoch')`,
  "a contract that ended later than it expired": `
    select contract_id from contracts where ended_at > expires_at`,
  "a charge recorded or sent after its contract's end": `
    select e.event_id from events e join deductions d on d.deduction_id = e.subject_id
    join events x on x.subject_id = d.contract_id
      and x.type in ('contract.termination_asked', 'contract.terminated')
    where e.type in ('deduction.requested', 'deduction.sent') and e.seq > x.seq`,
  "a code claimed after its order's end": `
    select e.event_id from events e join dynamic_codes c on c.code_id = e.subject_id
    join events x on x.subject_id = c.order_id
      and x.type in ('order.paid', 'order.closed', 'order.expired')
    where e.type = 'code.claimed' and e.seq > x.seq`,
  "a deduction that the bank tells otherwise": `
    select d.deduction_id from deductions d join sandbox_deductions b using (channel_order_no)
    where d.amount <> b.amount or (d.state = 'failed' and b.state = 'paid')
      or (d.state = 'succeeded' and b.state <> 'paid')`,
  "a contract ended here and in force at the bank": `
    select c.contract_id from contracts c join sandbox_contracts b using (contract_id)
    where c.state = 'terminated' and b.state = 'signed'`,
  "money taken at the bank on a contract it did not hold": `
    select channel_order_no from sandbox_deductions where state = 'paid' and contract_id not in (
      select contract_id from sandbox_contracts where state <> 'refused')`,
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
    union all select deduction_id from deductions
      where typeof(amount) <> 'integer' or typeof(refunded) <> 'integer'
    union all select contract_id from contract_days where typeof(spent) <> 'integer'
    union all select event_id from events where typeof(at) <> 'integer'`,
};

/** Broken rows, by the promise they break; empty when all are kept. */
export async function brokenPromises(
  client: Pick<Client, "execute">,
): Promise<Readonly<Record<string, readonly unknown[]>>> {
  const broken: Record<string, readonly unknown[]> = {};
  for (const [promise, sql] of Object.entries(promises)) {
    const { rows } = await client.execute(sql);
    if (rows.length > 0) broken[promise] = rows.slice(0, 5).map((row) => Object.values(row));
  }
  const unlinked = await brokenChains(client);
  if (unlinked.length > 0) broken["a contract's chain that does not hold"] = unlinked.slice(0, 5);
  const { rows } = await client.execute("pragma integrity_check");
  const found = rows.map((row) => Object.values(row)[0]);
  if (found.length !== 1 || found[0] !== "ok") broken["integrity_check"] = found;
  return broken;
}

/** Contracts whose steps, hashed again starting from the evidence, do not give the stored hashes. */
async function brokenChains(client: Pick<Client, "execute">): Promise<readonly unknown[]> {
  const { rows } = await client.execute(`
    select c.contract_id, v.jws, e.version, e.type, e.at, e.data
    from contracts c join contract_evidence v using (contract_id)
    join events e on e.subject_id = c.contract_id order by c.contract_id, e.version`);
  const broken = new Set<unknown>();
  const hashes = new Map<unknown, string>();
  for (const row of rows) {
    const id = row["contract_id"];
    const data = JSON.parse(String(row["data"]));
    const previous = hashes.get(id) ?? await chainStart(String(row["jws"]));
    const hash = await chainHash(previous, {
      contract_id: id,
      version: Number(row["version"]),
      type: row["type"],
      at: rfc3339(instant(Number(row["at"]))),
      state: data.state,
      terminated_by: data.terminated_by,
      reason: data.reason,
    });
    hashes.set(id, hash);
    if (hash !== data.chain) broken.add(id);
  }
  return [...broken];
}
