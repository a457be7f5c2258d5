import type { Checks } from "./checks.ts";

/** Orders, payments, refunds, and what static codes took. */
export const paymentChecks: Checks = {
  "a payment without its order": `
    select payment_id from payments where order_id not in (select order_id from orders)`,
  "a payment of another amount or merchant than its order": `
    select p.payment_id from payments p join orders o using (order_id)
    where p.amount <> o.amount or p.merchant_no <> o.merchant_no`,
  "an ended order whose last event says otherwise": `
    select o.order_id from orders o join events e
      on e.subject_id = o.order_id and e.version = o.version
    where e.type <> case o.state when 'open' then 'order.placed' else 'order.' || o.state end`,
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
        where r.payment_id = p.payment_id
          and (r.state = 'succeeded' or r.stranded_line is not null))
    union all
    select d.deduction_id from deductions d where d.refund_reserved <> (
        select coalesce(sum(amount), 0) from refunds r
        where r.deduction_id = d.deduction_id and r.state <> 'failed')
      or d.refunded <> (select coalesce(sum(amount), 0) from refunds r
        where r.deduction_id = d.deduction_id
          and (r.state = 'succeeded' or r.stranded_line is not null))`,
  "more refunded than paid": `
    select payment_id from payments where refunded > amount or refund_reserved > amount
    union all
    select deduction_id from deductions where refunded > amount or refund_reserved > amount`,
  "a static code's day that differs from the payments that count against it": `
    select account, scope, day, tier, spent from limit_days l where spent <> (
      select coalesce(sum(p.amount), 0) from payments p
      where p.state <> 'failed' and p.counts_against ->> '$.account' = l.account
        and p.counts_against ->> '$.scope' = l.scope and p.counts_against ->> '$.day' = l.day
        and p.counts_against ->> '$.tier' = l.tier)
      and l.account not glob 'card:*'`,
  "a card's day that differs from what it settled at the merchant": `
    select account, scope, day, spent from limit_days l where l.account glob 'card:*' and spent <> (
      select coalesce(sum(p.amount), 0) from payments p
      where p.settles = 1 and p.card_day ->> '$.account' = l.account
        and p.card_day ->> '$.scope' = l.scope and p.card_day ->> '$.day' = l.day)`,
  "a settling payment that its card's day does not count": `
    select payment_id from payments p where p.settles = 1 and p.card_day is not null
      and not exists (select 1 from limit_days l where l.account = p.card_day ->> '$.account'
        and l.scope = p.merchant_no and l.day = p.card_day ->> '$.day')`,
  "a counted payment without its day": `
    select payment_id from payments p where p.state <> 'failed'
      and p.counts_against ->> '$.tier' = 'D'
      and not exists (select 1 from limit_days l where l.account = p.counts_against ->> '$.account'
        and l.scope = p.counts_against ->> '$.scope' and l.day = p.counts_against ->> '$.day')`,
  "a static code's day over its cap without money that came late": `
    select l.account, l.day, l.spent from limit_days l where l.spent > 50000 and not exists (
      select 1 from payments p join events e on e.subject_id = p.payment_id
      where p.counts_against ->> '$.account' = l.account and p.counts_against ->> '$.day' = l.day
        and p.counts_against ->> '$.tier' = 'D'
        and p.state = 'succeeded' and e.type = 'payment.failed')`,
  "a payment of a link's order that counts against nothing, though a browser sent it": `
    select p.payment_id from payments p join orders o using (order_id)
    where o.link_id is not null and p.device is not null and p.counts_against is null`,
  "an order opened by a paused link": `
    select o.order_id from orders o join events e
      on e.subject_id = o.order_id and e.type = 'order.placed'
    where 'link.paused' = (select l.type from events l
      where l.subject_id = o.link_id and l.seq < e.seq order by l.seq desc limit 1)`,
  "a code claimed after its order's end": `
    select e.event_id from events e join dynamic_codes c on c.code_id = e.subject_id
    join events x on x.subject_id = c.order_id
      and x.type in ('order.paid', 'order.closed', 'order.expired')
    where e.type = 'code.claimed' and e.seq > x.seq`,
  "a refund of another order or merchant than its payment or deduction": `
    select r.refund_id from refunds r left join payments p using (payment_id)
    where r.payment_id is not null
      and (p.order_id is not r.order_id or p.merchant_no is not r.merchant_no)
    union all
    select r.refund_id from refunds r left join deductions d using (deduction_id)
    where r.deduction_id is not null and d.merchant_no is not r.merchant_no`,
};
