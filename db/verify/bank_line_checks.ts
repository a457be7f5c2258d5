import type { Checks } from "./checks.ts";

/** Of money that came in by bank transfer. */
export const bankLineChecks: Checks = {
  "a bank's file whose lines are not all there, or do not add up to what it says": `
    select file_id from bank_files f where (lines, amount) is not (
      select count(*), coalesce(sum(l.amount), 0) from bank_lines l where l.file_id = f.file_id)`,
  "a bank line of which something else is allocated than it says": `
    select line_id from bank_lines l where allocated <> (
      select coalesce(sum(a.amount), 0) from bank_allocations a where a.line_id = l.line_id)`,
  "a payment by transfer that its lines do not come to": `
    select payment_id from payments p where channel = 'bank_transfer' and amount <> (
      select coalesce(sum(a.amount), 0) from bank_allocations a
      where a.payment_id = p.payment_id and a.order_id = p.order_id)`,
  "an allocation to no payment": `
    select line_id || ' ' || payment_id from bank_allocations a where not exists (
      select 1 from payments p where p.payment_id = a.payment_id
        and p.channel = 'bank_transfer' and p.settles = 1)`,
};
