import { desc, eq, sql } from "drizzle-orm";
import type { ChannelName } from "../../core/channel/channel.ts";
import type { MerchantNo, ReceiptId } from "../../core/id.ts";
import { cny } from "../../core/money.ts";
import type { Row } from "../../core/query.ts";
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

// A number's files of a day: what it was paid, and what was corrected. An institution's file is of nobody alone.
const OPEN_DAYS = `select f.merchant_no, f.clearing_day,
    sum(f.net) - coalesce((select sum(d.fen) from receipt_days d
      where d.merchant_no = f.merchant_no and d.day = f.clearing_day), 0) as open_fen,
    (select count(*) from receipt_days d
      where d.merchant_no = f.merchant_no and d.day = f.clearing_day) as receipts
  from statement_files f indexed by statement_files_cleared cross join merchants m on m.merchant_no = f.merchant_no
  where f.state = 'imported' and f.kind in ('zm', 'zme') and f.clearing_day between ?1 and ?2
    and m.mode = ?3 and (?4 = '' or f.merchant_no = ?4)
  group by f.clearing_day, f.merchant_no having open_fen <> 0
  order by f.clearing_day, f.merchant_no limit ?5`;

export const receiptStore: ReceiptStore = {
  openDays: ({ mode, merchantNo = "", from, until }, max) =>
    allPlain({ sql: OPEN_DAYS, args: [from, until, mode, merchantNo, BigInt(max)] }, (found) => {
      const columns = new Columns(found);
      return {
        merchantNo: columns.text("merchant_no") as MerchantNo,
        day: columns.text("clearing_day") as BusinessDay,
        open: cny(columns.int("open_fen")),
        receipts: columns.int("receipts"),
      };
    }),
  byReference: (reference) => first(row, byReference({ reference }), readReceipt),
  byId: (receiptId) => first(row, byId({ receiptId }), readReceipt),
  list: (past, max) => all(row, list({ past, max }), readReceipt),
};

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
