import type { Checks } from "./checks.ts";

const taken = (what: string, when: string) => `coalesce(sum(iif(${when}, ${what}, 0)), 0)`;
const NORMAL = "i.kind = 'cleared' and i.day = b.clearing_day";
const ERROR =
  "i.kind in ('correction', 'chargeback') or i.kind = 'cleared' and i.day <> b.clearing_day";

/** What was cleared comes into one batch, whole, and a batch goes to the bank once. */
export const settlementChecks: Checks = {
  "a batch whose figures are not what it took in": `
    select b.settlement_id from settlement_batches b where (b.items, b.normal_count, b.normal_amount,
      b.normal_fee, b.error_count, b.error_amount, b.error_fee, b.made_up, b.released) is not (
      select count(*), ${taken("1", NORMAL)}, ${taken("i.amount", NORMAL)}, ${
    taken("i.fee", NORMAL)
  },
        ${taken("1", ERROR)}, ${taken("i.amount", ERROR)}, ${taken("i.fee", ERROR)},
        ${taken("i.amount", "i.kind = 'made_up'")}, ${taken("i.amount", "i.kind = 'release'")}
      from settlement_items i where i.settlement_id = b.settlement_id)`,
  "a batch that does not go on from the one before it": `
    select settlement_id from (
      select settlement_id, no, carried_in, row_number() over way as nth,
        lag(carried_out, 1, 0) over way as left_before
      from settlement_batches window way as (partition by merchant_no order by no)
    ) where no <> nth or carried_in <> left_before`,
  "a batch whose state is not that of its payouts": `
    select b.settlement_id from settlement_batches b where b.state <> coalesce(
      (select p.state from payouts p where p.settlement_id = b.settlement_id and p.state <> 'returned'),
      iif(b.paid > 0, 'due', 'nothing_due'))`,
  "a payout of another sum than its batch or refund, or without two people": `
    select p.payout_id from payouts p left join settlement_batches b using (settlement_id)
    left join refunds f using (refund_id)
    where p.fen <> coalesce(b.paid, f.amount) or not exists (select 1 from proposals r
      where r.proposal_id = p.run and r.state = 'confirmed'
      and json_extract(r.act, '$.kind') in ('pay_out', iif(f.refund_id is null, '', 'pay_out_refund')))`,
  "a refund that reached nobody and is not as its payouts say": `
    select f.refund_id from refunds f left join payouts p
      on p.refund_id = f.refund_id and p.state in ('sent', 'paid')
    where f.stranded_line is not null and f.payout_id is not p.payout_id
      or (f.payout_reference is not null) is not (p.state is 'paid')
      or f.payout_reference is not iif(p.state = 'paid', p.reference, null)`,
  "what is cleared otherwise than it was booked": `
    select i.subject_id from settlement_items i left join settleable s on s.subject_id = i.subject_id
    where i.kind = 'cleared' and (i.line <> 1
      or (i.merchant_no, i.channel, i.amount, i.fee) is not (s.merchant_no, s.channel, s.amount, s.fee))`,
  "a matched line whose payment or refund waits for no batch and is in none": `
    select l.file_id || ' ' || l.line_no from statement_lines l
    join settleable s on s.subject_id = l.subject_id where l.state = 'matched' and not exists (
      select 1 from settlement_items i where i.subject_id = l.subject_id and i.line = 1)`,
  "what a wallet app took or gave back that waits for no batch and is in none": `
    select s.subject_id from settleable s where s.channel glob 'wallet:*' and not exists (
      select 1 from settlement_items i where i.subject_id = s.subject_id and i.line = 1)`,
  "an item in a batch of another number": `
    select i.subject_id from settlement_items i join settlement_batches b using (settlement_id)
    where i.merchant_no <> b.merchant_no`,
  "a hold that has taken other than batches have held": `
    select h.hold_id from settlement_holds h where h.taken <> (
      select coalesce(sum(b.held), 0) from settlement_batches b where b.hold_id = h.hold_id)`,
  "a hold that was let go, and of which other comes back than it took": `
    select h.hold_id from settlement_holds h left join settlement_items i on i.subject_id = h.hold_id
    where coalesce(i.amount, 0) <> iif(h.state = 'released', h.taken, 0)`,
  "a chargeback that waits for no batch and is in none": `
    select t.subject_id, t.line from book_transfers t where t.code glob '*chargeback*'
    and not exists (select 1 from settlement_items i where i.subject_id = t.subject_id and i.line = t.line
      and i.kind = 'chargeback' and i.amount = iif(t.credit glob 'payable:*', t.fen, -t.fen))`,
  "a correction that waits for no batch and is in none": `
    select t.subject_id, t.line from book_transfers t where t.code glob 'correction_*' and not exists (
      select 1 from settlement_items i where i.subject_id = t.subject_id and i.line = t.line
        and i.kind = 'correction' and i.amount = iif(t.credit glob 'payable:*', t.fen, -t.fen))`,
};
