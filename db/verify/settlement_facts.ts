/** What batches, receipts and corrections should have booked, with the columns of a transfer. */

const BUILT = `
  from settlement_batches b join merchants m on m.merchant_no = b.merchant_no
  join events e on e.subject_id = b.settlement_id and e.type = 'settlement.built'`;
const own = "b.merchant_no, m.mode, e.at, null, null";

const built = `
  select b.settlement_id, 1, e.version, 'settlement', 'pending', 'payable:' || b.merchant_no,
    'settlements:' || b.merchant_no, b.paid, ${own} ${BUILT} where b.paid > 0
  union all
  select b.settlement_id, 2, e.version, 'release', 'posted', 'held:' || b.merchant_no,
    'payable:' || b.merchant_no, b.released, ${own} ${BUILT} where b.released > 0
  union all
  select b.settlement_id, 3, e.version, 'hold', 'posted', 'payable:' || b.merchant_no,
    'held:' || b.merchant_no, b.held, ${own} ${BUILT} where b.held > 0`;

const part = (name: string) =>
  `coalesce(sum((
  select sum(iif(t.code = 'fee_${name}', t.fen, -t.fen)) from book_transfers t
  where i.kind = 'cleared' and t.subject_id = i.subject_id
    and t.code in ('fee_${name}', 'returned_fee_${name}'))), 0)`;

/** What each channel has cleared of each batch; `nth` among the batch's. */
const byChannel = `(
  select i.settlement_id, i.channel, dense_rank() over (partition by i.settlement_id order by i.channel) - 1 as nth,
    sum(i.amount) as amount, ${part("issuer")} as issuer,
    ${part("network_of_issuer")} as network_of_issuer,
    ${part("network_of_acquirer")} as network_of_acquirer,
    ${part("channel_acquirer")} as channel_acquirer
  from settlement_items i where i.settlement_id is not null and i.channel <> ''
  group by i.settlement_id, i.channel)`;

/** What came by bank transfer is at the bank, and goes to the reserve. */
const ofTransfers: Readonly<Record<string, string>> = {
  channel: "bank:bank_transfer",
  in_transit: "reserve:institution",
};
const account = (kind: string) =>
  kind in ofTransfers
    ? `iif(c.channel = 'bank_transfer', '${ofTransfers[kind]}', '${kind}:' || c.channel)`
    : `'${kind}:' || c.channel`;

/** From what `from` holds to `to`, the other way round where it is negative. */
const cleared = (
  { code, line, lines = 4, column, from, to }:
    & Readonly<Record<"code" | "column" | "from" | "to", string>>
    & {
      readonly line: number;
      /** From one channel to the next. */
      readonly lines?: number;
    },
) => `
  select b.settlement_id, ${line} + ${lines} * c.nth, e.version, '${code}', 'posted',
    iif(c.${column} > 0, ${account(to)}, ${account(from)}),
    iif(c.${column} > 0, ${account(from)}, ${account(to)}), abs(c.${column}), ${own}
  ${BUILT} join ${byChannel} c on c.settlement_id = b.settlement_id where c.${column} <> 0`;

const clearing = [
  {
    code: "clearing_channel_acquirer",
    line: 60,
    lines: 1,
    column: "channel_acquirer",
    from: "in_transit",
    to: "channel_acquirer",
  },
  { code: "clearing", line: 4, column: "amount", from: "channel", to: "in_transit" },
  ...["issuer", "network_of_issuer", "network_of_acquirer"].map((name, i) => ({
    code: `clearing_${name}`,
    line: 5 + i,
    column: name,
    from: "in_transit",
    to: name,
  })),
].map(cleared).join(" union all ");

/** After the bank had paid it. */
const gaveBack = `r.type = 'settlement.returned' and exists (select 1 from events p
  where p.subject_id = r.subject_id and p.version = r.version - 1 and p.type = 'settlement.paid')`;

const paidOut = `
  select b.settlement_id, 100 + e.version, e.version, 'settlement', 'posts',
    'settlements:' || b.merchant_no, 'reserve:institution', b.paid, b.merchant_no, m.mode, e.at,
    b.settlement_id, coalesce((select 100 + max(r.version) from events r
      where r.subject_id = b.settlement_id and r.version < e.version and ${gaveBack}), 1)
  from settlement_batches b join merchants m on m.merchant_no = b.merchant_no
  join events e on e.subject_id = b.settlement_id and e.type = 'settlement.paid'
  union all
  select b.settlement_id, 100 + r.version, r.version, 'settlement_return', 'pending',
    'reserve:institution', 'settlements:' || b.merchant_no, b.paid, b.merchant_no, m.mode, r.at,
    b.settlement_id, 99 + r.version
  from settlement_batches b join merchants m on m.merchant_no = b.merchant_no
  join events r on r.subject_id = b.settlement_id where ${gaveBack}`;

const received = `
  select r.receipt_id, 1, 1, iif(r.source = 'channel', 'arrival', 'made_up'), 'posted',
    'reserve:institution',
    iif(r.source = 'channel', 'in_transit:' || r.channel, 'payable:' || r.merchant_no), r.fen,
    r.merchant_no, m.mode, e.at, null, null
  from receipts r join merchants m on m.merchant_no = r.merchant_no
  join events e on e.subject_id = r.receipt_id and e.type = 'receipt.recorded'`;

/** Each step that changed what was corrected; its channel is the one of then, which may be another by now. */
const corrected = `
  select s.subject_id, s.version, s.version, 'correction_' || s.reason, 'posted',
    iif(s.fen > 0, s.channel, 'payable:' || s.payee),
    iif(s.fen > 0, 'payable:' || s.payee, s.channel), abs(s.fen), s.payee, m.mode, s.at,
    s.of_subject_id, s.of_line
  from (
    select e.subject_id, e.version, e.at, t.of_subject_id, t.of_line,
      coalesce(json_extract(e.data, '$.reason'), d.reason) as reason,
      json_extract(e.data, '$.corrected') - coalesce(lag(json_extract(e.data, '$.corrected'))
        over (partition by e.subject_id order by e.version), 0) as fen,
      iif(t.debit glob 'channel:*', t.debit, t.credit) as channel,
      coalesce(
        (select coalesce(o.settle_merchant_no, o.merchant_no) from payments p
          join orders o using (order_id) where p.payment_id = d.subject_id),
        (select coalesce(settle_merchant_no, merchant_no) from deductions
          where deduction_id = d.subject_id),
        (select coalesce(settle_merchant_no, merchant_no) from refunds where refund_id = d.subject_id),
        d.merchant_no) as payee
    from events e join differences d on d.difference_id = e.subject_id
    left join book_transfers t on t.subject_id = e.subject_id and t.line = e.version
    where e.type = 'difference.settled'
  ) s join merchants m on m.merchant_no = s.payee where s.fen <> 0`;

export const settlementFacts = [built, clearing, paidOut, received, corrected].join(" union all ");
