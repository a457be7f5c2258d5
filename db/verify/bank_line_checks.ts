import type { Checks } from "./checks.ts";

/** Of money that came in by bank transfer. */
export const bankLineChecks: Checks = {
  "a bank's file whose lines are not all there, or do not add up to what it says": `
    select file_id from bank_files f where (lines, amount) is not (
      select count(*), coalesce(sum(l.amount), 0) from bank_lines l where l.file_id = f.file_id)`,
  "a bank line of which something else is allocated than it says": `
    select line_id from bank_lines l where allocated <> iif(coalesce(receipt_id, payout_id) is null, 0, amount) + (
      select coalesce(sum(a.amount), 0) from bank_allocations a where a.line_id = l.line_id)`,
  "a bank line that its receipt is not about": `
    select line_id from bank_lines l join receipts r using (receipt_id)
    join merchants m on m.merchant_no = r.merchant_no where r.fen <> l.amount or m.mode <> l.mode`,
  "a bank line that its payout is not about": `
    select line_id from bank_lines l join payouts p using (payout_id)
    where p.fen <> l.amount or p.state <> 'returned'`,
  "a receipt whose clearing days do not come to it": `
    select receipt_id from receipts r where r.days <> '[]'
      and r.fen <> (select sum(d.fen) from receipt_days d where d.receipt_id = r.receipt_id)`,
  "a clearing day that came from another channel than its receipt": `
    select r.receipt_id from receipt_days d join receipts r using (receipt_id) where d.channel <> r.channel`,
  "a payment by transfer that its lines do not come to": `
    select payment_id from payments p where channel = 'bank_transfer' and amount <> (
      select coalesce(sum(a.amount), 0) from bank_allocations a
      where a.payment_id = p.payment_id and a.order_id = p.order_id)`,
  "an allocation to no payment": `
    select line_id || ' ' || payment_id from bank_allocations a where not exists (
      select 1 from payments p where p.payment_id = a.payment_id
        and p.channel = 'bank_transfer' and p.settles = 1)`,
};
