import { asc, gt, sql } from "drizzle-orm";
import type { MerchantNo } from "../../core/id.ts";
import type { Query } from "../../core/query.ts";
import { clockOf } from "../../core/watch.ts";
import { Columns } from "../engine/columns.ts";
import { all, type Packing } from "../engine/packed.ts";
import { build, prepare } from "../engine/statement.ts";
import type { Feed, Happened } from "../engine/tail.ts";
import { events } from "./table.ts";

const at = sql.placeholder;
const idIn = (name: string) => sql`${events.data} ->> ${`$.${name}`}`;

const row: Packing = {
  columns: ["seq", "type", "subject_id", "merchant_no", "order_id", "contract_id"],
  fields: {
    row: sql`json_array(${events.seq}, ${events.type}, ${events.subjectId}, ${events.merchantNo}, ${
      idIn("order_id")
    }, ${idIn("contract_id")})`.as("row"),
  },
};

const after = prepare(
  build.select(row.fields).from(events).where(gt(events.seq, at("position")))
    .orderBy(asc(events.seq)).limit(at("max")),
);

/** What was committed after `position`, oldest first: numbers follow the order of commits, so none is missed. */
function happenedAfter(position: number, max: number): Query<readonly Happened[]> {
  return all(row, after({ position, max }), (found) => {
    const columns = new Columns(found);
    return { seq: columns.int("seq"), subjects: subjectsOf(columns) };
  });
}

function subjectsOf(columns: Columns): readonly string[] {
  const merchantNo = columns.textOrNone("merchant_no") as MerchantNo | undefined;
  const type = columns.text("type");
  return [
    columns.text("subject_id"),
    columns.textOrNone("order_id"),
    columns.textOrNone("contract_id"),
    type === "order.placed" ? merchantNo : undefined,
    type === "merchant.clock_set" && merchantNo !== undefined ? clockOf(merchantNo) : undefined,
  ].filter((each) => each !== undefined);
}

const lastSeq: Query<number> = {
  statement: { sql: "select coalesce(max(seq), 0) as seq from events", args: [] },
  read: ([found]) => Number(found?.["seq"] ?? 0),
};

/** The event log, for those who wait for something to happen. */
export const eventFeed: Feed = { after: happenedAfter, last: lastSeq };
