import type { Checks } from "./checks.ts";

/** What is owed from contracts, against the charges and payments that bring it. */
export const arrearChecks: Checks = {
  "a failed charge that is owed by its contract, and is not": `
    select d.deduction_id from deductions d join contracts c using (contract_id)
    where d.state = 'failed' and d.failure = 'insufficient_funds' and d.arrear_id is null
      and c.arrear_retry_days is not null
      and d.deduction_id not in (select deduction_id from arrears)`,
  "an arrear of another amount or merchant than its charge": `
    select a.arrear_id from arrears a join deductions d using (deduction_id)
    where d.amount <> a.amount or d.contract_id <> a.contract_id or d.merchant_no <> a.merchant_no
      or d.settle_merchant_no is not a.settle_merchant_no or d.arrear_id is not null
      or (d.state <> 'failed' and not (d.state = 'succeeded' and a.state <> 'owed'))`,
  "a charge or an order for an arrear of another amount": `
    select d.deduction_id from deductions d join arrears a using (arrear_id)
    where d.amount <> a.amount or d.contract_id <> a.contract_id
    union all select o.order_id from orders o join arrears a using (arrear_id)
    where o.amount <> a.amount or o.merchant_no <> a.merchant_no`,
  "an arrear settled by what has not succeeded": `
    select a.arrear_id from arrears a where a.state = 'settled' and not exists (
      select 1 from deductions d where d.deduction_id = a.settling_deduction_id
        and d.state = 'succeeded' and d.amount = a.amount and case a.settled_by
          when 'retry' then d.arrear_id = a.arrear_id
          when 'charge' then d.deduction_id = a.deduction_id end
      union all select 1 from payments p join orders o using (order_id)
        where p.payment_id = a.settling_payment_id and p.settles = 1 and o.state = 'paid'
          and o.arrear_id = a.arrear_id and o.order_id = a.order_id and p.amount = a.amount
          and a.settled_by = 'checkout')`,
  "money for an arrear that neither settled it nor went back": `
    select d.deduction_id from deductions d
    join arrears a on a.arrear_id = d.arrear_id or a.deduction_id = d.deduction_id
    where d.state = 'succeeded' and a.settling_deduction_id is not d.deduction_id
      and not exists (select 1 from refunds r
        where r.deduction_id = d.deduction_id and r.merchant_refund_no = 'arrear-' || d.deduction_id)
    union all select p.payment_id from payments p join orders o using (order_id)
    join arrears a using (arrear_id)
    where p.state = 'succeeded' and p.settles = 1 and a.settling_payment_id is not p.payment_id`,
  "an order for an arrear that can be paid though nobody owes it": `
    select o.order_id from orders o join arrears a using (arrear_id)
    where o.state = 'open' and a.state <> 'owed'`,
  "an arrear tried again by another charge than it says": `
    select a.arrear_id from arrears a left join deductions d
      on d.arrear_id = a.arrear_id and d.state = 'processing'
    where a.state = 'owed' and a.retrying is not d.deduction_id`,
  "an arrear tried again more often than was said, or before its time": `
    select a.arrear_id from arrears a where (
        select count(*) from deductions d where d.arrear_id = a.arrear_id
      ) > json_array_length(a.retry_times)
      or a.retries_passed > json_array_length(a.retry_times)
      or exists (select 1 from deductions d where d.arrear_id = a.arrear_id
        and d.created_at < (select min(value) from json_each(a.retry_times)))`,
  "an arrear that stands otherwise than its last event says": `
    select a.arrear_id from arrears a join events e
      on e.subject_id = a.arrear_id and e.version = a.version
    where e.data ->> '$.state' <> a.state or e.data ->> '$.amount' <> a.amount
      or e.data ->> '$.settled_by' is not a.settled_by
      or e.data ->> '$.retrying_deduction_id' is not a.retrying
      or e.data ->> '$.order_id' is not a.order_id`,
};
