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

export const receiptStore: ReceiptStore = {
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
    recordedAt: instant(columns.int("recorded_at")),
  };
}
