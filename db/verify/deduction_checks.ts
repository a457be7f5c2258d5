import type { Checks } from "./checks.ts";

/** What contracts were charged. */
export const deductionChecks: Checks = {
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
  "a deduction whose last event says otherwise": `
    select d.deduction_id from deductions d join events e
      on e.subject_id = d.deduction_id and e.version = d.version
    where d.state <> case when e.type in ('deduction.succeeded', 'deduction.failed')
      then substr(e.type, 11) when e.type = 'deduction.advance_ended' then 'succeeded'
      else 'processing' end`,
  "an advance whose last event says otherwise": `
    select d.deduction_id from deductions d join events e
      on e.subject_id = d.deduction_id and e.version = d.version
    where d.state = 'succeeded' and e.data ->> '$.network_advance.state' is not d.advance`,
  "an advance that people ended otherwise than two of them agreed": `
    select a.deduction_id from advance_ends a join deductions d using (deduction_id)
    where d.advance is not iif(a.way = 'given_up', 'written_off', 'repaid') or not exists (
      select 1 from proposals p where p.state = 'confirmed'
        and json_extract(p.act, '$.kind') = 'end_advance' and json_extract(p.act, '$.of') = a.deduction_id
        and json_extract(p.act, '$.way') = a.way and json_extract(p.act, '$.why') = a.reason
        and json_extract(p.act, '$.reference') is a.reference and json_extract(p.act, '$.fen') = d.amount)`,
  "a periodic charge without a notice of its own": `
    select d.deduction_id from deductions d join contracts c using (contract_id)
    where c.kind = 'periodic' and not exists (
      select 1 from deduction_notices n where n.used_by = coalesce((
          select a.deduction_id from arrears a where a.arrear_id = d.arrear_id), d.deduction_id)
        and n.amount >= d.amount and n.chargeable_from <= d.created_at)`,
  "a charge on a day after its contract's last": `
    select d.deduction_id from deductions d join contracts c using (contract_id)
    where d.day >= strftime('%Y-%m-%d', c.expires_at / 1000 + 28800, 'unixepoch')`,
  "a charge recorded or sent after its contract's end": `
    select e.event_id from events e join deductions d on d.deduction_id = e.subject_id
    join events x on x.subject_id = d.contract_id
      and x.type in ('contract.termination_asked', 'contract.terminated')
    where e.type in ('deduction.requested', 'deduction.sent') and e.seq > x.seq`,
  "a deduction of another amount or contract than its events say": `
    select d.deduction_id, e.event_id from deductions d join events e
      on e.subject_id = d.deduction_id
    where e.data ->> '$.amount' <> d.amount or e.data ->> '$.contract_id' <> d.contract_id`,
};
