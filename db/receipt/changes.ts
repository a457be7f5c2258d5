import { sql } from "drizzle-orm";
import type { ReceiptEvent } from "../../core/receipt/receipt_events.ts";
import { receiptTransfers } from "../../core/receipt/receipt_transfers.ts";
import { post } from "../book/post.ts";
import type { Changes } from "../engine/changes.ts";
import { build, prepare } from "../engine/statement.ts";
import { insertItem } from "../settlement_batch/insert_item.ts";
import { receiptDays, receipts } from "./table.ts";

const at = sql.placeholder;
const insert = prepare(
  build.insert(receipts).values({
    receiptId: at("receiptId"),
    source: at("source"),
    merchantNo: at("merchantNo"),
    channel: at("channel"),
    day: at("day"),
    fen: at("fen"),
    reference: at("reference"),
    days: at("days"),
    recordedAt: at("recordedAt"),
  }),
);

const insertDay = prepare(
  build.insert(receiptDays).values({
    merchantNo: at("merchantNo"),
    day: at("day"),
    nth: at("nth"),
    channel: at("channel"),
    receiptId: at("receiptId"),
    fen: at("fen"),
  }),
);

export const receiptChanges = {
  "receipt.recorded": ({ receipt, at: bookedAt }) => {
    const { receiptId: subjectId, merchantNo, amount, source, day } = receipt;
    const transfers = receiptTransfers(receipt);
    return [
      insert({ ...receipt, fen: amount.fen, days: JSON.stringify(receipt.days) }),
      ...receipt.days.map((each) =>
        insertDay({ merchantNo, ...each, channel: receipt.channel, receiptId: subjectId })
      ),
      ...post({ subjectId, version: 1, merchantNo, at: bookedAt, transfers }),
      // What the merchant made up counts in its next batch.
      ...(source === "merchant"
        ? [
          insertItem({ subjectId, line: 1, kind: "made_up", merchantNo, channel: "", day, amount }),
        ]
        : []),
    ];
  },
} satisfies Changes<ReceiptEvent>;
