import { desc, eq, sql } from "drizzle-orm";
import type { ChannelName } from "../../core/channel/channel.ts";
import type { MerchantNo, ReceiptId } from "../../core/id.ts";
import { cny } from "../../core/money.ts";
import type { Row } from "../../core/query.ts";
import type { OpenDay } from "../../core/receipt/clearing_days.ts";
import type { Receipt, ReceiptSource } from "../../core/receipt/receipt.ts";
import type { ReceiptStore } from "../../core/receipt/receipt_store.ts";
import { type BusinessDay, instant } from "../../core/time.ts";
import { Columns } from "../engine/columns.ts";
import { all, first, pack } from "../engine/packed.ts";
import { all as allPlain } from "../engine/query.ts";
import { build, prepare } from "../engine/statement.ts";
import { receipts } from "./table.ts";

const at = sql.placeholder;
const row = pack([receipts, ""]);
const byReference = prepare(
  build.select(row.fields).from(receipts).where(eq(receipts.reference, at("reference"))),
);
const byId = prepare(
  build.select(row.fields).from(receipts).where(eq(receipts.receiptId, at("receiptId"))),
);
const list = prepare(
  build.select(row.fields).from(receipts).where(sql`${receipts.receiptId} < ${at("past")}`)
    .orderBy(desc(receipts.receiptId)).limit(at("max")),
);

// A number's files of a day: what it was paid, and what was corrected. An institution's file is of nobody alone. A wallet
// app hands out none: what it paid out of balances is cleared when it succeeds.
const receiptsOf = (row: string, day: string) =>
  `(select count(*) from receipt_days d
  where d.merchant_no = ${row}.merchant_no and d.day = ${row}.${day}) as receipts`;
const OPEN_DAYS = `select i.merchant_no, i.day as clearing_day, i.channel,
    sum(i.amount) - coalesce((select sum(d.fen) from receipt_days d where d.merchant_no = i.merchant_no
      and d.day = i.day and d.channel = i.channel), 0) as open_fen, ${receiptsOf("i", "day")}
  from settlement_items i indexed by settlement_items_of_wallets
  cross join merchants m on m.merchant_no = i.merchant_no
  where i.channel glob 'wallet:*' and i.day between ?1 and ?2 and m.mode = ?3
    and (?4 = '' or i.merchant_no = ?4)
  group by i.day, i.merchant_no, i.channel having open_fen <> 0
  union all
  select f.merchant_no, f.clearing_day, coalesce(m.channel, iif(m.mode = 'test', 'sandbox', 'unionpay')),
    sum(f.net) - coalesce((select sum(d.fen) from receipt_days d where d.merchant_no = f.merchant_no
      and d.day = f.clearing_day and d.channel not glob 'wallet:*'), 0) as open_fen,
    ${receiptsOf("f", "clearing_day")}
  from statement_files f indexed by statement_files_cleared cross join merchants m on m.merchant_no = f.merchant_no
  where f.state = 'imported' and f.kind in ('zm', 'zme') and f.clearing_day between ?1 and ?2 and m.mode = ?3
    and (?4 = '' or f.merchant_no = ?4)
  group by f.clearing_day, f.merchant_no having open_fen <> 0 limit ?5`;

/** A list of two parts, each in order. */
function inOrder(found: readonly OpenDay[]): readonly OpenDay[] {
  const place = ({ day, merchantNo, channel }: OpenDay) => `${day} ${merchantNo} ${channel}`;
  return found.toSorted((a, b) => place(a) < place(b) ? -1 : 1);
}

export const receiptStore: ReceiptStore = {
  openDays: ({ mode, merchantNo = "", from, until }, max) => {
    const args = [from, until, mode, merchantNo, BigInt(max)];
    const found = allPlain({ sql: OPEN_DAYS, args }, readOpenDay);
    return { ...found, read: (rows) => inOrder(found.read(rows)) };
  },
  byReference: (reference) => first(row, byReference({ reference }), readReceipt),
  byId: (receiptId) => first(row, byId({ receiptId }), readReceipt),
  list: (past, max) => all(row, list({ past, max }), readReceipt),
};

function readOpenDay(found: Row): OpenDay {
  const columns = new Columns(found);
  return {
    merchantNo: columns.text("merchant_no") as MerchantNo,
    channel: columns.text("channel") as ChannelName,
    day: columns.text("clearing_day") as BusinessDay,
    open: cny(columns.int("open_fen")),
    receipts: columns.int("receipts"),
  };
}

function readReceipt(found: Row): Receipt {
  const columns = new Columns(found);
  return {
    receiptId: columns.text("receipt_id") as ReceiptId,
    source: columns.text("source") as ReceiptSource,
    merchantNo: columns.text("merchant_no") as MerchantNo,
    channel: columns.text("channel") as ChannelName,
    day: columns.text("day") as BusinessDay,
    amount: cny(columns.int("fen")),
    reference: columns.text("reference"),
    days: columns.json<Receipt["days"]>("days"),
    recordedAt: instant(columns.int("recorded_at")),
  };
}
