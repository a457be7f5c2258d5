import { settlementFacts } from "./settlement_facts.ts";
import type { Checks } from "./checks.ts";

/** A refund's state for its merchant: what waits for its payer, or is sent again, has left. */
const HAS_LEFT = "iif(r.stranded_line is null, r.state, 'succeeded')";

/** By fact and number: what the facts say has to be booked (docs/books.md). */
const expected = `
  with paid (subject_id, code, channel, payee, fen, merchant_no, type) as (
    select p.payment_id, iif(p.settles = 1, 'payment', 'late_payment'), p.channel,
      coalesce(o.settle_merchant_no, o.merchant_no), p.amount, p.merchant_no,
      iif(p.settles = 1, 'payment.succeeded', 'payment.succeeded_late')
    from payments p join orders o using (order_id) where p.state = 'succeeded'
    union all
    select deduction_id, 'deduction', channel, coalesce(settle_merchant_no, merchant_no), amount,
      merchant_no, 'deduction.succeeded'
    from deductions where state = 'succeeded'
  ),
  returned (subject_id, late, state, channel, payee, fen, merchant_no, paid_id) as (
    select r.refund_id, r.cause = 'late_payment', ${HAS_LEFT}, p.channel, p.payee, r.amount,
      r.merchant_no, p.subject_id
    from refunds r join paid p on p.subject_id = coalesce(r.payment_id, r.deduction_id)
  ),
  fact (subject_id, line, type, code, phase, debit, credit, fen, merchant_no, mode, of_subject_id, of_line) as (
    select subject_id, 1, type, code, 'posted',
      iif(channel = 'bank_transfer', 'suspense:', 'channel:') || channel,
      iif(code = 'late_payment', 'late:' || channel, 'payable:' || payee), fen, merchant_no, null, null, null
    from paid
    union all
    select subject_id, 1, 'refund.requested', iif(late, 'late_refund', 'refund'), 'pending',
      iif(late, 'late:' || channel, 'payable:' || payee),
      iif(late, 'late_refunds:' || channel, 'refunds:' || payee), fen, merchant_no, null, paid_id, 1
    from returned
    union all
    select subject_id, 2, coalesce((select e.type from events e where e.subject_id = returned.subject_id
        and e.type in ('refund.succeeded', 'refund.undelivered') order by e.version limit 1),
        'refund.failed'), iif(late, 'late_refund', 'refund'),
      iif(state = 'failed', 'voids', 'posts'),
      iif(late, 'late_refunds:' || channel, 'refunds:' || payee),
      case when state = 'succeeded' then iif(channel = 'bank_transfer', 'bank:', 'channel:') || channel
        when late then 'late:' || channel else 'payable:' || payee end, fen, merchant_no, null, subject_id, 1
    from returned where state in ('succeeded', 'failed')
    union all
    select file_id, line_no, 'bank_file.imported', 'bank_line', 'posted', 'bank:bank_transfer',
      'suspense:bank_transfer', amount, 'institution', mode, null, null
    from bank_lines
    union all
    select line_id, 1, 'bank_line.returned', 'returned_bank_line', 'posted', 'suspense:bank_transfer',
      'bank:bank_transfer', returned, 'institution', mode, file_id, line_no
    from bank_lines where returned > 0
    union all
    select deduction_id, 7, 'deduction.succeeded', 'advance', 'pending', 'advances:' || channel,
      'network_advances:' || channel, amount, merchant_no, null, null, null
    from deductions where advance is not null
    union all
    select deduction_id, 8, 'deduction.advance_ended', 'advance_' || coalesce(
        (select way from advance_ends e where e.deduction_id = deductions.deduction_id), advance),
      iif(advance = 'repaid', 'posts', 'voids'), 'network_advances:' || channel,
      'advances:' || channel, amount, merchant_no, null, deduction_id, 7
    from deductions where advance <> 'outstanding'
    union all
    select line_id, 1, 'bank_line.joined', 'joined_bank_line', 'posted', 'suspense:bank_transfer',
      'bank:bank_transfer', amount, 'institution', mode, file_id, line_no
    from bank_lines where coalesce(receipt_id, payout_id) is not null
  )
  select f.subject_id, f.line, e.version, f.code, f.phase, f.debit, f.credit, f.fen, f.merchant_no,
    coalesce(f.mode, m.mode), e.at, f.of_subject_id, f.of_line
  from fact f left join events e on e.subject_id = f.subject_id and e.type = f.type
    and (f.type <> 'refund.undelivered' or e.version = (select min(version) from events u
      where u.subject_id = f.subject_id and u.type = f.type))
  left join merchants m on m.merchant_no = f.merchant_no
  union all
  select * from (${settlementFacts})`;

/** What channels took back and gave again, step by step. */
const chargebacks = `
  select c.dispute_id as subject_id, c.line, e.version,
    iif(c.direction = 'taken', 'chargeback', 'returned_chargeback') || iif(c.line > 1000, '_fee', '') as code,
    'posted' as phase,
    iif((c.direction = 'taken') = (c.line < 1000), 'payable:' || d.payee, 'channel:' || d.channel) as debit,
    iif((c.direction = 'taken') = (c.line < 1000), 'channel:' || d.channel, 'payable:' || d.payee) as credit,
    c.fen, d.merchant_no, m.mode, e.at, d.subject_id as of_subject_id, 1 as of_line
  from (
    select *, step as line, amount as fen from chargebacks
    union all select *, 1000 + step, fee from chargebacks where fee > 0
  ) c
  join (select *, coalesce(settle_merchant_no, merchant_no) as payee from disputes) d using (dispute_id)
  join merchants m on m.merchant_no = d.merchant_no
  left join events e on e.subject_id = c.dispute_id and e.version = c.version
    and e.type = iif(c.direction = 'taken', 'dispute.charged_back', 'dispute.reversed')`;

/** What of fees came back with chargebacks, less what was taken again. */
const feesBack = `(
  select m.mode, d.channel, coalesce(d.settle_merchant_no, d.merchant_no) as payee,
    iif(c.direction = 'taken', c.fee, -c.fee) as fen
  from chargebacks c join disputes d using (dispute_id) join merchants m on m.merchant_no = d.merchant_no
  where c.fee > 0)`;

const booked = `
  select subject_id, line, version, code, phase, debit, credit, fen, merchant_no, mode, at,
    of_subject_id, of_line
  from book_transfers where code not glob '*fee*' or code glob '*chargeback_fee'`;

/** What reached nobody, and what became of it: each time it comes to wait, and each time that ends. */
const stranded = `
  with moves as (
    select subject_id, version, type, at, data ->> '$.delivered_by' as way,
      data ->> '$.undelivered.code' is 'payout_returned' as is_back, lag(type) over (partition by subject_id order by version) as before
    from events where type in ('refund.undelivered', 'refund.delivered')
  ), opened as (
    select * from moves where type = 'refund.undelivered' and before is not 'refund.undelivered'
  ), ended as (
    select m.*, 1000 + o.version as opened_line, o.is_back as was_back
    from moves m join opened o on o.subject_id = m.subject_id and o.version = (
      select max(p.version) from opened p where p.subject_id = m.subject_id and p.version < m.version)
    where m.type = 'refund.delivered'
  ), booked (subject_id, line, version, code, phase, debit, credit, at, of_subject_id, of_line) as (
    select subject_id, 1000 + version, version, 'undelivered_refund' || iif(is_back, '_return', ''), 'pending',
      iif(is_back, 'reserve', 'channel'), 'unclaimed', at, subject_id, iif(is_back, 1999 + version, 2) from opened
    union all
    select subject_id, 2000 + version, version, 'undelivered_refund', iif(way = 'bank', 'posts', 'voids'),
      'unclaimed', iif(way = 'bank', 'reserve', 'channel'), at, subject_id, opened_line from ended
    union all
    select subject_id, 3000 + version, version, 'clearing', 'posted', 'in_transit', 'channel', at, null, null
    from ended where way = 'bank' and not was_back
  )
  select b.subject_id, b.line, b.version, b.code, b.phase,
    iif(b.debit = 'reserve', 'reserve:institution', b.debit || ':' || r.channel),
    iif(b.credit = 'reserve', 'reserve:institution', b.credit || ':' || r.channel), r.amount,
    r.merchant_no, m.mode, b.at, b.of_subject_id, b.of_line
  from booked b join refunds r on r.refund_id = b.subject_id
  join merchants m on m.merchant_no = r.merchant_no`;

const facts = `select * from (${expected}) union all select * from (${chargebacks})
  union all select * from (${stranded})`;

/** Each side of each transfer. */
const sides = `(
  select subject_id, line, mode, at, debit as account, fen as debits, 0 as credits from book_transfers
  union all
  select subject_id, line, mode, at, credit, 0, fen from book_transfers)`;

const owned =
  "substr(account, 1, instr(account, ':')) in ('payable:', 'refunds:', 'settlements:', 'held:')";

/** What each account of a merchant number stands at: its last entry. */
const standing = `(
  select account, balance, row_number() over (partition by account order by booked_at desc, no desc) as nth
  from book_entries)`;

/** Whether an account stands at what the rows of `facts` say; of both, which account and how far it is off. */
const stands = (accounts: string, facts: string) => `
  select account, sum(is_at) as is_at, sum(should) as should from (
    ${accounts} union all select account, 0, sum(should) from (${facts}) group by account
  ) group by account having sum(is_at) <> sum(should)`;

const ofOwned = (kind: string) =>
  `select account, balance as is_at, 0 as should from ${standing} where nth = 1 and account glob '${kind}:*'`;

const ofShared = (kind: string) => `
  select mode || ' ' || account as account, sum(credits - debits) as is_at, 0 as should from book_days
  where account glob '${kind}:*' group by 1`;

/** Succeeded, with whose it is. */
const paid = `(
  select m.mode, p.channel, p.settles, coalesce(o.settle_merchant_no, o.merchant_no) as payee, p.amount,
    p.payment_id as id, p.charged_back
  from payments p join orders o using (order_id) join merchants m on m.merchant_no = p.merchant_no
  where p.state = 'succeeded'
  union all
  select m.mode, d.channel, 1, coalesce(d.settle_merchant_no, d.merchant_no), d.amount, d.deduction_id,
    d.charged_back
  from deductions d join merchants m using (merchant_no) where d.state = 'succeeded')`;

const returned = `(
  select p.mode, p.channel, p.settles, p.payee, r.amount, ${HAS_LEFT} as state,
    r.stranded_line is not null as waits, r.payout_reference is not null as paid_out,
    r.stranded_because is 'payout_returned' as is_back
  from refunds r join ${paid} p on p.id = coalesce(r.payment_id, r.deduction_id))`;

/** What channels have cleared of what batches took in. */
const settled = `(
  select m.mode, i.channel, i.amount, i.subject_id from settlement_items i
  join merchants m on m.merchant_no = i.merchant_no
  where i.settlement_id is not null and i.channel <> '')`;

const OUTSTANDING =
  "from deductions d join merchants m using (merchant_no) where d.advance = 'outstanding'";

/** The parts of fees that the channel keeps, and gives back. */
const keptFees = ["issuer", "network_of_issuer", "network_of_acquirer", "channel_acquirer"]
  .map((part) => `'fee_${part}', 'returned_fee_${part}'`).join();

/** The books: every transfer has its fact and every fact its transfers, and the equations of docs/books.md hold. */
export const bookChecks: Checks = {
  "a fact that is not booked, or booked otherwise": `select * from (${facts}) except ${booked}`,
  "a transfer without its fact": `${booked} except select * from (${facts})`,
  "an entry that differs from its transfer": `
    select account, subject_id, line, sum(fen), sum(n) from (
      select account, subject_id, line, credits - debits as fen, 1 as n from ${sides} where ${owned}
      union all select account, subject_id, line, -fen, -1 from book_entries
    ) group by account, subject_id, line having sum(fen) <> 0 or sum(n) <> 0`,
  "an entry that does not go on from the one before it": `
    select account, no, balance from (
      select account, no, balance, booked_at,
        sum(fen) over way as should_be, row_number() over way as nth,
        lag(booked_at, 1, 0) over way as before
      from book_entries window way as (partition by account order by no)
    ) where balance <> should_be or no <> nth or booked_at < before`,
  "a day of an account that differs from its transfers": `
    select mode, account, day, sum(debits), sum(credits) from (
      select mode, account, strftime('%Y-%m-%d', at / 1000 + 28800, 'unixepoch') as day, debits, credits
      from ${sides} where not (${owned})
      union all select mode, account, day, -debits, -credits from book_days
    ) group by mode, account, day having sum(debits) <> 0 or sum(credits) <> 0`,
  "debits that differ from credits": `
    select mode, sum(fen) from (
      select m.mode, s.balance as fen from ${standing} s
      join merchants m on m.merchant_no = substr(s.account, instr(s.account, ':') + 1) where s.nth = 1
      union all select mode, credits - debits from book_days
    ) group by mode having sum(fen) <> 0`,
  "a number that is owed other than was paid, less what was given back and the fees": stands(
    ofOwned("payable"),
    `select 'payable:' || payee as account, amount as should from ${paid} where settles = 1
    union all select 'payable:' || payee, -amount from ${returned} where settles = 1 and state <> 'failed'
    union all select 'payable:' || payee, -charged_back from ${paid} where charged_back > 0
    union all select 'payable:' || payee, fen from ${feesBack}
    union all select debit, -fen from book_transfers where code = 'fee'
    union all select credit, fen from book_transfers where code = 'returned_fee'
    union all select credit, fen from book_transfers where code glob 'correction_*' and credit glob 'payable:*'
    union all select debit, -fen from book_transfers where code glob 'correction_*' and debit glob 'payable:*'
    union all select 'payable:' || merchant_no, fen from receipts where source = 'merchant'
    union all select 'payable:' || merchant_no, released - held - paid from settlement_batches`,
  ),
  "a fee that was not shared out": `
    select mode, account, sum(credits - debits) from book_days where account glob 'fees:*'
    group by mode, account having sum(credits - debits) <> 0`,
  "a number's refunds that differ from what is on its way back": stands(
    ofOwned("refunds"),
    `select 'refunds:' || payee as account, amount as should from ${returned}
    where settles = 1 and state in ('requested', 'processing')`,
  ),
  "a channel that owes other than came in less what went back": stands(
    ofShared("channel"),
    `select mode || ' channel:' || channel as account, -amount as should from ${paid}
    where channel <> 'bank_transfer'
    union all select mode || ' channel:' || channel, amount from ${returned}
    where channel <> 'bank_transfer' and state = 'succeeded'
    union all select mode || ' channel:' || channel, -amount from ${returned} where waits and not is_back
    union all select mode || ' channel:' || channel, charged_back from ${paid} where charged_back > 0
    union all select mode || ' channel:' || channel, -fen from ${feesBack}
    union all select mode || ' ' || debit, -fen from book_transfers
    where code glob 'correction_*' and debit glob 'channel:*'
    union all select mode || ' ' || credit, fen from book_transfers
    where code glob 'correction_*' and credit glob 'channel:*'
    union all select mode || ' channel:' || channel, amount from ${settled}
    where channel <> 'bank_transfer'`,
  ),
  "what is on its way to bank accounts that differs from batches not paid yet": stands(
    ofOwned("settlements"),
    `select 'settlements:' || merchant_no as account, paid as should from settlement_batches
    where state in ('due', 'sent')`,
  ),
  "held money that differs from what holds have taken": stands(
    ofOwned("held"),
    `select 'held:' || h.merchant_no as account, h.taken as should from settlement_holds h
    where not exists (select 1 from settlement_items i where i.subject_id = h.hold_id
      and i.settlement_id is not null)`,
  ),
  "money in transit that differs from what was cleared and has not arrived": stands(
    ofShared("in_transit"),
    `select mode || ' in_transit:' || channel as account, -amount as should from ${settled}
    where channel <> 'bank_transfer'
    union all select s.mode || ' in_transit:' || s.channel, iif(t.code glob 'fee_*', t.fen, -t.fen)
    from ${settled} s join book_transfers t on t.subject_id = s.subject_id and t.code in (${keptFees})
    union all select mode || ' in_transit:' || channel, -amount from ${returned} where paid_out or is_back
    union all select m.mode || ' in_transit:' || r.channel, r.fen
    from receipts r join merchants m using (merchant_no) where r.source = 'channel'`,
  ),
  "a reserve that differs from what came in less what was paid out": stands(
    ofShared("reserve"),
    `select m.mode || ' reserve:institution' as account, -r.fen as should
    from receipts r join merchants m using (merchant_no)
    union all select mode || ' reserve:institution', -amount from ${settled}
    where channel = 'bank_transfer'
    union all select mode || ' reserve:institution', amount from ${returned} where paid_out
    union all select m.mode || ' reserve:institution', b.paid
    from settlement_batches b join merchants m using (merchant_no) where b.state = 'paid'`,
  ),
  "a bank that holds other than came in less what was sent back": stands(
    ofShared("bank"),
    `select mode || ' bank:bank_transfer' as account, iif(coalesce(receipt_id, payout_id) is null, returned - amount, 0) as should from bank_lines
    union all select mode || ' bank:bank_transfer', amount from ${returned}
    where channel = 'bank_transfer' and state = 'succeeded'
    union all select mode || ' bank:bank_transfer', amount from ${settled}
    where channel = 'bank_transfer'`,
  ),
  "suspense that differs from what of bank lines is neither allocated nor returned": stands(
    ofShared("suspense"),
    `select mode || ' suspense:bank_transfer' as account, amount - allocated - returned as should from bank_lines`,
  ),
  "unclaimed money that differs from refunds that reached nobody": stands(
    ofShared("unclaimed"),
    `select mode || ' unclaimed:' || channel as account, amount as should from ${returned} where waits`,
  ),
  "what payers owe the network that differs from what it has advanced": stands(
    ofShared("advances"),
    `select mode || ' advances:' || d.channel as account, -d.amount as should ${OUTSTANDING}`,
  ),
  "what the network has advanced that differs from what payers owe it": stands(
    ofShared("network_advances"),
    `select mode || ' network_advances:' || d.channel as account, d.amount as should ${OUTSTANDING}`,
  ),
  "late money that differs from what is not on its way back": stands(
    ofShared("late"),
    `select mode || ' late:' || channel as account, amount as should from ${paid} where settles = 0
    union all select mode || ' late:' || channel, -amount from ${returned}
    where settles = 0 and state <> 'failed'`,
  ),
  "late money on its way back that differs from its refunds": stands(
    ofShared("late_refunds"),
    `select mode || ' late_refunds:' || channel as account, amount as should from ${returned}
    where settles = 0 and state in ('requested', 'processing')`,
  ),
};
