import type { Checks } from "./checks.ts";

/** Disputes, and what channels took back in them. */
export const disputeChecks: Checks = {
  "a dispute whose last event says otherwise": `
    select d.dispute_id from disputes d join events e
      on e.subject_id = d.dispute_id and e.version = d.version
    where e.data ->> '$.state' <> d.state
      or e.data ->> '$.charged_back_amount' <> d.charged_back`,
  "a dispute of another merchant than what it is about": `
    select d.dispute_id from disputes d left join payments p using (payment_id)
      left join deductions c using (deduction_id)
    where d.merchant_no is not coalesce(p.merchant_no, c.merchant_no)`,
  "a dispute accepted or decided for its payer with a refund of something else": `
    select d.dispute_id from disputes d join refunds r using (refund_id)
    where coalesce(r.payment_id, r.deduction_id) <> d.subject_id`,
  "a sum charged back that differs from its steps": `
    select d.dispute_id from disputes d where d.charged_back <> (
        select coalesce(sum(iif(c.direction = 'taken', c.amount, -c.amount)), 0) from chargebacks c
        where c.dispute_id = d.dispute_id)
      or d.steps <> (select count(*) from chargebacks c where c.dispute_id = d.dispute_id)`,
  "a payment or deduction charged back otherwise than its dispute says": `
    select payment_id from payments p where p.charged_back <> coalesce(
      (select d.charged_back from disputes d where d.subject_id = p.payment_id), 0)
    union all
    select deduction_id from deductions c where c.charged_back <> coalesce(
      (select d.charged_back from disputes d where d.subject_id = c.deduction_id), 0)`,
  "a claim whose last event says otherwise": `
    select c.claim_id from claims c join events e
      on e.subject_id = c.claim_id and e.version = c.version
    where e.data ->> '$.state' <> c.state or e.data ->> '$.amount' <> c.amount`,
  "money that was taken twice and is not claimed": `
    select p.id from (
      select payment_id as id, refund_reserved + charged_back - amount as twice from payments
      where charged_back > 0
      union all select deduction_id, refund_reserved + charged_back - amount from deductions
      where charged_back > 0
    ) p left join claims c on c.subject_id = p.id where p.twice > coalesce(c.amount, 0)`,
  "a dispute whose files are not those that it names": `
    select d.dispute_id from disputes d
    where json_array_length(d.files) <> (
        select count(*) from dispute_files f where f.dispute_id = d.dispute_id)
      or exists (select 1 from json_each(d.files) j where not exists (
        select 1 from dispute_files f
        where f.dispute_id = d.dispute_id and f.sha256 = j.value ->> 'sha256'))`,
  "a chargeback whose line says otherwise": `
    select c.chargeback_id from chargebacks c left join statement_lines l using (file_id, line_no)
    where l.subject_id is not c.chargeback_id or l.state is not 'matched' or l.amount is not c.amount
      or l.direction is not iif(c.direction = 'taken', 'out', 'in')`,
};
