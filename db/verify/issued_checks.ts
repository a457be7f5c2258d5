import type { Checks } from "./checks.ts";

/** What we have told merchants of their books. */
export const issuedChecks: Checks = {
  "a statement that does not begin where the one before it ended": `
    select statement_id from (
      select statement_id, opening, cut_from, lag(closing, 1, 0) over before as closed,
        lag(cut_until, 1, '{}') over before as until
      from statements where scope = 'own'
      window before as (partition by merchant_no order by day)
    ) where opening <> closed or cut_from <> until`,
  "a statement that ends at another balance than its accounts": `
    select statement_id from statements s where scope = 'own' and closing <> coalesce((
      select sum(e.balance) from json_each(s.cut_until) j
      join book_entries e on e.account = j.key || ':' || s.merchant_no
        and e.booked_at = j.value ->> 'bookedAt' and e.no = j.value ->> 'no'), 0)`,
  "a statement whose kinds do not come to its sums": `
    select statement_id from statements s where state = 'ready' and (lines, amount, fee, net) is not (
      select coalesce(sum(j.value ->> 'lines'), 0), coalesce(sum(j.value ->> 'amount'), 0),
        coalesce(sum(j.value ->> 'fee'), 0), coalesce(sum(j.value ->> 'net'), 0)
      from json_each(s.totals) j)`,
  "a rolled-up statement that is not the sum of what it is made of": `
    select s.statement_id from statements s where s.scope = 'rolled_up' and s.state = 'ready'
      and (s.opening, s.lines, s.amount, s.fee, s.net, s.closing) is not (
        select coalesce(sum(m.opening), 0), coalesce(sum(m.lines), 0), coalesce(sum(m.amount), 0),
          coalesce(sum(m.fee), 0), coalesce(sum(m.net), 0), coalesce(sum(m.closing), 0)
        from statement_members k join statements m on m.statement_id = k.member_id
        where k.statement_id = s.statement_id)`,
  "an issued statement without one of its files": `
    select s.statement_id from statements s, json_each(s.files) f where s.state = 'ready'
      and f.value ->> 'bytes' > 0 and not exists (
        select 1 from statement_parts p where p.statement_id = s.statement_id
          and p.attempt = s.attempt and p.format = f.value ->> 'format')`,
};
