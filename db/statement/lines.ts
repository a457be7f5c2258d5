import type { FeePart } from "../../core/fee/tariff.ts";
import type { MerchantNo } from "../../core/id.ts";
import { type Row } from "../../core/query.ts";
import type { BookedEntry } from "../../core/statement/booked_entry.ts";
import type { SubjectFacts } from "../../core/statement/statement_line.ts";
import type { StatementStore } from "../../core/statement/statement_store.ts";
import { instant } from "../../core/time.ts";
import { Columns } from "../engine/columns.ts";
import { all } from "../engine/query.ts";

// What moved only between the number's own accounts is in neither's statement: it was pending, and nothing came of it yet.
const ENTRIES = `select e.booked_at, e.no, v.seq, e.subject_id, t.code, t.merchant_no, e.fen,
    case when t.code in ('fee', 'returned_fee') then (
      select json_group_object(replace(substr(p.code, length(t.code) + 2), 'channel_', ''), p.fen)
      from book_transfers p
      where p.subject_id = t.subject_id and p.version = t.version and p.code glob t.code || '_*'
    ) end as parts
  from book_entries e
  join book_transfers t on t.subject_id = e.subject_id and t.line = e.line
  join events v on v.subject_id = t.subject_id and v.version = t.version
  where e.account = ?1 and (e.booked_at, e.no) > (?2, ?3) and (e.booked_at, e.no) <= (?4, ?5)
    and not (t.debit in (?6, ?7) and t.credit in (?6, ?7))
  order by e.booked_at, e.no limit ?8`;

function readEntry(row: Row): BookedEntry {
  const columns = new Columns(row);
  return {
    bookedAt: instant(columns.int("booked_at")),
    no: columns.int("no"),
    seq: columns.int("seq"),
    subjectId: columns.text("subject_id"),
    code: columns.text("code"),
    merchantNo: columns.text("merchant_no") as MerchantNo,
    fen: columns.int("fen"),
    parts: columns.jsonOrNone<Partial<Record<FeePart, number>>>("parts") ?? {},
  };
}

// A refund is shown with what it gives back, and a chargeback with what was taken back.
const FACTS = `select j.value as id, r.merchant_refund_no,
    iif(r.refund_id is null and x.dispute_id is null, null,
      coalesce(p.payment_id, d.deduction_id)) as of,
    o.order_id, coalesce(o.merchant_order_no, d.merchant_order_no) as merchant_order_no,
    coalesce(o.subject, d.subject) as subject, p.method, p.flow,
    coalesce(p.channel, d.channel) as channel, p.card_type, p.card_last_four,
    coalesce(r.channel_txn_no, iif(r.refund_id is null and x.dispute_id is null,
      coalesce(p.channel_txn_no, d.channel_txn_no), null)) as channel_txn_no,
    iif(r.refund_id is null and x.dispute_id is null, null,
      coalesce(p.channel_txn_no, d.channel_txn_no)) as of_channel_txn_no,
    r.refund_id is null and d.advance is not null as advanced,
    c.plan_id, d.contract_id, o.link_id, o.metadata
  from json_each(?1) j
  left join refunds r on r.refund_id = j.value
  left join disputes x on x.dispute_id = j.value
  left join payments p on p.payment_id = coalesce(r.payment_id, x.payment_id, j.value)
  left join deductions d on d.deduction_id = coalesce(r.deduction_id, x.deduction_id, j.value)
  left join orders o on o.order_id = p.order_id
  left join contracts c on c.contract_id = d.contract_id
  where coalesce(p.payment_id, d.deduction_id) is not null`;

function readFacts(row: Row): readonly [string, SubjectFacts] {
  const columns = new Columns(row);
  return [columns.text("id"), {
    orderId: columns.textOrNone("order_id"),
    merchantOrderNo: columns.textOrNone("merchant_order_no"),
    merchantRefundNo: columns.textOrNone("merchant_refund_no"),
    of: columns.textOrNone("of"),
    subject: columns.textOrNone("subject"),
    method: columns.textOrNone("method"),
    flow: columns.textOrNone("flow"),
    channel: columns.textOrNone("channel"),
    cardType: columns.textOrNone("card_type"),
    cardLastFour: columns.textOrNone("card_last_four"),
    channelTxnNo: columns.textOrNone("channel_txn_no"),
    ofChannelTxnNo: columns.textOrNone("of_channel_txn_no"),
    advanced: columns.int("advanced") === 1,
    planId: columns.textOrNone("plan_id"),
    contractId: columns.textOrNone("contract_id"),
    linkId: columns.textOrNone("link_id"),
    metadata: columns.jsonOrNone<Readonly<Record<string, string>>>("metadata"),
  }];
}

/** What a statement's lines are made of. */
export const lineQueries: Pick<StatementStore, "entries" | "facts"> = {
  entries: ({ merchantNo, account }, { past, until, max }) => {
    const end = until ?? { bookedAt: 0, no: 0 };
    const args = [
      `${account}:${merchantNo}`,
      BigInt(past?.bookedAt ?? 0),
      BigInt(past?.no ?? 0),
      BigInt(end.bookedAt),
      BigInt(end.no),
      `payable:${merchantNo}`,
      `refunds:${merchantNo}`,
      BigInt(max),
    ];
    return all({ sql: ENTRIES, args }, readEntry);
  },
  facts: (subjectIds) => {
    const found = all({ sql: FACTS, args: [JSON.stringify(subjectIds)] }, readFacts);
    return { ...found, read: (rows) => new Map(found.read(rows)) };
  },
};
