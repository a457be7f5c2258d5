import type { Checks } from "./checks.ts";

/** By number and day: what the batches up to it come to, and what the bank has paid of them. */
const should = `
  select merchant_no, clearing_day as day,
    sum(normal_amount - normal_fee + error_amount - error_fee) over before as cleared,
    sum(made_up) over before as made_up, sum(iif(state = 'paid', paid, 0)) over before as paid
  from settlement_batches window before as (partition by merchant_no order by clearing_day)`;

const known = `
  select merchant_no, day, cleared, made_up, paid from (
    select *, max(no) from book_clearing_days group by merchant_no, day)`;

/** What the accounts of a number hold now, all kinds of them. */
const held = `
  select substr(account, instr(account, ':') + 1) as merchant_no, balance as fen from (
    select account, balance, row_number() over (partition by account order by booked_at desc, no desc) as nth
    from book_entries) where nth = 1`;

/** What the last clearing day leaves of it, what waits for a batch, and what no channel has cleared. */
const left = `
  select merchant_no, balance as fen from (
    select merchant_no, balance, row_number() over (partition by merchant_no order by day desc, no desc) as nth
    from book_clearing_days) where nth = 1
  union all
  select merchant_no, amount - fee from settlement_items where settlement_id is null and kind <> 'release'
  union all
  select s.merchant_no, s.amount - s.fee from settleable s where not exists (
    select 1 from settlement_items i where i.subject_id = s.subject_id and i.line = 1)`;

/** Balances by clearing day (docs/books.md). */
export const clearingChecks: Checks = {
  "a clearing day that is owed other than its batches come to": `
    select 'known', * from (${known} except ${should})
    union all select 'should be', * from (${should} except ${known})`,
  "a balance of a clearing day that is missing, or by no batch of its number": `
    select merchant_no, day, no from (
      select c.*, row_number() over (partition by c.merchant_no, c.day order by c.no) as nth, b.settlement_id as by_batch
      from book_clearing_days c left join settlement_batches b on b.settlement_id = c.settlement_id
        and b.merchant_no = c.merchant_no and b.clearing_day <= c.day
    ) where no <> nth or by_batch is null`,
  "a number whose accounts hold other than its clearing days and what is still to be settled": `
    select merchant_no, sum(held), sum(should) from (
      select merchant_no, fen as held, 0 as should from (${held})
      union all select merchant_no, 0, fen from (${left})
    ) group by merchant_no having sum(held) <> sum(should)`,
};
