import type { Checks } from "./checks.ts";

/** Plans, signings and contracts. */
export const contractChecks: Checks = {
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
      when 'contract.suspension_added' then 'suspended'
      when 'contract.suspension_lifted' then 'suspended'
      when 'contract.terminated' then 'terminated' else 'terminating' end
      or json_extract(e.data, '$.chain') <> c.chain`,
  "a contract suspended without a reason, or with one and not suspended, or with one twice": `
    select contract_id from contracts
    where (state = 'suspended') <> coalesce(json_array_length(suspensions) > 0, 0)
      or (select count(*) <> count(distinct value ->> 'reason') from json_each(suspensions))`,
  "a contract that ended more than once, or without saying by whom": `
    select c.contract_id from contracts c where (
        select count(*) from events e
        where e.subject_id = c.contract_id and e.type = 'contract.terminated'
      ) <> (c.state = 'terminated') or (c.state = 'terminated') <> (c.terminated_at is not null)
      or (c.state in ('terminating', 'terminated')) <> (c.terminated_by is not null
        and c.ended_at is not null)
      or (c.state = 'terminating') <> (c.ask_after is not null)`,
  "more than one contract in force of a person, app and plan": `
    select app_id from contracts where state in ('active', 'suspended')
    group by app_id, open_id, plan_id having count(*) > 1`,
  "a contract replaced by one of another plan, number or app, or replaced and in force": `
    select c.contract_id from contracts c left join contracts n on n.contract_id = c.replaced_by
    where c.replaced_by is not null and (n.contract_id is null
      or json_array(n.app_id, n.plan_id, n.merchant_no) <> json_array(c.app_id, c.plan_id, c.merchant_no)
      or n.contract_id = c.contract_id or c.state in ('active', 'suspended'))`,

  "a contract under another open id than the person's in that app": `
    select c.contract_id from contracts c left join open_ids o
      on o.consumer_id = c.consumer_id and o.app_id = c.app_id
    where o.open_id is not c.open_id`,
  "a contract without evidence": `
    select contract_id from contracts
    where contract_id not in (select contract_id from contract_evidence)`,
  "a contract that ended later than it expired": `
    select contract_id from contracts where ended_at > expires_at`,
  "a contract whose terms differ from what its events say": `
    select c.contract_id, e.event_id from contracts c join events e on e.subject_id = c.contract_id
    where json_array(c.per_transaction_limit, c.per_day_limit, c.merchant_no, c.plan_id,
        c.plan_version, c.app_id, c.open_id, c.kind, c.contract_code)
      <> json_array(e.data -> '$.per_transaction_limit', e.data -> '$.per_day_limit',
        e.data ->> '$.merchant_no', e.data ->> '$.plan_id', e.data -> '$.plan_version',
        e.data ->> '$.app_id', e.data ->> '$.open_id', e.data ->> '$.kind',
        e.data ->> '$.contract_code')`,
};
