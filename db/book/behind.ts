import { sql } from "drizzle-orm";
import type { BookStore } from "../../core/book/book_store.ts";
import type { ChannelName } from "../../core/channel/channel.ts";
import type { MerchantNo } from "../../core/id.ts";
import { Columns } from "../engine/columns.ts";
import { first, type Packing } from "../engine/packed.ts";
import { build, prepare } from "../engine/statement.ts";

const at = sql.placeholder;
const row: Packing = {
  columns: ["channel", "payee", "line"],
  fields: {
    row: sql`json_array(channel, payee, (select max(line) from book_transfers t
      where t.subject_id = ${at("subjectId")} and t.line <= last_line))`.as("row"),
  },
};
/** A payment or deduction is booked by its first transfer, a refund by its second. */
const behind = prepare<{ subjectId: string }>(
  build.select(row.fields).from(sql`(
    select p.channel, coalesce(o.settle_merchant_no, o.merchant_no) as payee, 1 as last_line
    from payments p join orders o using (order_id) where p.payment_id = ${at("subjectId")}
    union all
    select channel, coalesce(settle_merchant_no, merchant_no), 1 from deductions
    where deduction_id = ${at("subjectId")}
    union all
    select channel, coalesce(settle_merchant_no, merchant_no), 2 from refunds
    where refund_id = ${at("subjectId")})`).limit(1),
);

export const behindStore: Pick<BookStore, "behind"> = {
  behind: (subjectId) =>
    first(row, behind({ subjectId }), (found) => {
      const columns = new Columns(found);
      const line = columns.intOrNone("line");
      return {
        channel: columns.text("channel") as ChannelName,
        payee: columns.text("payee") as MerchantNo,
        of: line === undefined ? undefined : { subjectId, line },
      };
    }),
};
