import type { Checks } from "./checks.ts";

/** What channels say that they cleared. */
export const statementChecks: Checks = {
  "an imported file whose lines are not all there": `
    select file_id from statement_files f where state = 'imported' and kind <> 'summary'
      and lines <> (select count(*) from statement_lines l where l.file_id = f.file_id)`,
  "an imported file whose lines do not add up to what it says": `
    select file_id from statement_files f where state = 'imported' and kind <> 'summary'
      and (paid - paid_back, fee, net) is not (
        select coalesce(sum(case direction when 'in' then amount else -amount end), 0),
          coalesce(sum(l.fee), 0), coalesce(sum(l.net), 0)
        from statement_lines l where l.file_id = f.file_id)`,
  "a line that matches something else than it says": `
    select l.file_id || ' ' || l.line_no from statement_lines l where l.state = 'matched' and not exists (
      select 1 from payments p where p.payment_id = l.subject_id and p.amount = l.amount
        and p.state = 'succeeded' and l.direction = 'in'
      union all select 1 from deductions d where d.deduction_id = l.subject_id
        and d.amount = l.amount and d.state = 'succeeded' and l.direction = 'in'
      union all select 1 from refunds r where r.refund_id = l.subject_id and r.amount = l.amount
        and r.state = 'succeeded' and l.direction = 'out'
      union all select 1 from chargebacks c where c.chargeback_id = l.subject_id
        and c.amount = l.amount)`,
  "a difference whose comments are not all there": `
    select difference_id from differences d where comments <> (
      select count(*) from difference_comments c where c.difference_id = d.difference_id)`,
  "a difference that was settled without a second person": `
    select difference_id from differences d where state = 'settled' and not exists (
      select 1 from proposals p where json_extract(p.act, '$.of') = d.difference_id
        and p.state = 'confirmed')`,
  "a difference of a line or a payment that is not there": `
    select difference_id from differences d where file_id is not null and not exists (
        select 1 from statement_lines l where l.file_id = d.file_id and l.line_no = d.line_no)
      or file_id is null and not exists (
        select 1 from statement_gaps g where g.subject_id = d.subject_id)`,
  "a gap that a line has filled": `
    select g.subject_id from statement_gaps g where g.state = 'open' and exists (
      select 1 from statement_lines l where l.subject_id = g.subject_id and l.state = 'matched')`,
};
