import { primaryKey, sqliteTable, text } from "drizzle-orm/sqlite-core";
import { int } from "../engine/int.ts";

export const bankFiles = sqliteTable("bank_files", {
  fileId: text("file_id").primaryKey(),
  name: text("name").notNull(),
  sha256: text("sha256").notNull(),
  accountNo: text("account_no").notNull(),
  lines: int("lines").notNull(),
  known: int("known").notNull(),
  amount: int("amount").notNull(),
  importedAt: int("imported_at").notNull(),
  version: int("version").notNull(),
});

export const bankLines = sqliteTable("bank_lines", {
  lineId: text("line_id").primaryKey(),
  fileId: text("file_id").notNull(),
  lineNo: int("line_no").notNull(),
  accountNo: text("account_no").notNull(),
  mode: text("mode").notNull(),
  identity: text("identity").notNull(),
  bookedOn: text("booked_on").notNull(),
  amount: int("amount").notNull(),
  sealedPayer: text("sealed_payer").notNull(),
  remark: text("remark").notNull(),
  bankRef: text("bank_ref"),
  code: text("code"),
  orderId: text("order_id"),
  merchantNo: text("merchant_no"),
  state: text("state").notNull(),
  reason: text("reason"),
  allocated: int("allocated").notNull(),
  returned: int("returned").notNull(),
  receiptId: text("receipt_id"),
  payoutId: text("payout_id"),
  version: int("version").notNull(),
});

export const bankAllocations = sqliteTable("bank_allocations", {
  lineId: text("line_id").notNull(),
  paymentId: text("payment_id").notNull(),
  orderId: text("order_id").notNull(),
  amount: int("amount").notNull(),
}, ({ lineId, paymentId }) => [primaryKey({ columns: [lineId, paymentId] })]);
