import { type SQL, sql } from "drizzle-orm";
import type { ChannelName } from "../../core/channel/channel.ts";
import type { MerchantNo } from "../../core/id.ts";
import { cny } from "../../core/money.ts";
import type { Query, Row } from "../../core/query.ts";
import type { SettlementBatchStore, WaitingDay } from "../../core/settlement_batch/batch_store.ts";
import { type Cleared, keptParts } from "../../core/settlement_batch/batch_transfers.ts";
import type { Waiting } from "../../core/settlement_batch/settlement_batch.ts";
import type { BusinessDay } from "../../core/time.ts";
import { Columns } from "../engine/columns.ts";
import { all, first, type Packing } from "../engine/packed.ts";
import { build, prepare } from "../engine/statement.ts";
import { settlementItems } from "./table.ts";
import { fileIsIn, waitsFor } from "./waits_for.ts";

const at = sql.placeholder;
const packing = (columns: Readonly<Record<string, SQL>>): Packing => ({
  columns: Object.keys(columns),
  fields: { row: sql`json_array(${sql.join(Object.values(columns), sql`, `)})`.as("row") },
});

const payeeRow = packing({ merchant_no: sql`settlement_items.merchant_no` });
const waitingPayees = prepare(
  build.select(payeeRow.fields).from(settlementItems).where(
    sql`settlement_items.settlement_id is null and settlement_items.merchant_no > ${at("past")}`,
  ).groupBy(sql`settlement_items.merchant_no`).orderBy(sql`settlement_items.merchant_no`)
    .limit(at("max")),
);

const dayRow = packing({
  day: sql`settlement_items.day`,
  is_settled: sql`exists (select 1 from settlement_batches b
    where b.merchant_no = settlement_items.merchant_no and b.clearing_day = settlement_items.day)`,
  count: sql`count(*)`,
  net: sql`sum(settlement_items.amount - settlement_items.fee)`,
});
const DAYS_MAX = 1_000;
const waitingDays = prepare(
  build.select(dayRow.fields).from(settlementItems).where(
    sql`settlement_items.settlement_id is null and settlement_items.merchant_no = ${
      at("merchantNo")
    } and settlement_items.kind = 'cleared' and ${fileIsIn}`,
  ).groupBy(sql`settlement_items.day`).orderBy(sql`settlement_items.day`).limit(DAYS_MAX),
);

const isRow = packing({ is: sql`1` });
const others = prepare<{ merchantNo: string }>(
  build.select(isRow.fields).from(sql`(select 1)`).where(
    sql`exists (select 1 from settlement_items where settlement_items.settlement_id is null
      and settlement_items.merchant_no = ${
      at("merchantNo")
    } and settlement_items.kind <> 'cleared')`,
  ),
);

const sum = (what: SQL, when: SQL) => sql`coalesce(sum(iif(${when}, ${what}, 0)), 0)`;
const [amount, fee] = [sql`settlement_items.amount`, sql`settlement_items.fee`];
const isNormal = sql`settlement_items.kind = 'cleared' and settlement_items.day = ${at("day")}`;
const isError = sql`(settlement_items.kind in ('correction', 'chargeback')
  or settlement_items.kind = 'cleared' and settlement_items.day < ${at("day")})`;
const sums = packing({
  items: sql`count(*)`,
  normal_count: sum(sql`1`, isNormal),
  normal_amount: sum(amount, isNormal),
  normal_fee: sum(fee, isNormal),
  error_count: sum(sql`1`, isError),
  error_amount: sum(amount, isError),
  error_fee: sum(fee, isError),
  made_up: sum(amount, sql`settlement_items.kind = 'made_up'`),
  released: sum(amount, sql`settlement_items.kind = 'release'`),
});
const forBatch = waitsFor(sql`${at("merchantNo")}`, sql`${at("day")}`);
const waiting = prepare(build.select(sums.fields).from(settlementItems).where(forBatch));

/** Of what was taken of a fee, and what of it went back. */
const kept = (part: string) =>
  sql`coalesce(sum(iif(settlement_items.kind <> 'cleared', 0, (
    select sum(iif(t.code = ${`fee_${part}`}, t.fen, -t.fen)) from book_transfers t
    where t.subject_id = settlement_items.subject_id
      and t.code in (${`fee_${part}`}, ${`returned_fee_${part}`})))), 0)`;
const channelRow = packing({
  channel: sql`settlement_items.channel`,
  amount: sql`sum(settlement_items.amount)`,
  ...Object.fromEntries(keptParts.map((part) => [part, kept(part)])),
});
const CHANNELS_MAX = 20;
const cleared = prepare(
  build.select(channelRow.fields).from(settlementItems)
    .where(sql`${forBatch} and settlement_items.channel <> ''`)
    .groupBy(sql`settlement_items.channel`).orderBy(sql`settlement_items.channel`)
    .limit(CHANNELS_MAX),
);

const freeRow = packing({ day: sql`f.clearing_day` });
const FREE_MAX = 40;
const daysWithout = prepare(
  build.select(freeRow.fields).from(sql`statement_files f`).where(
    sql`f.state = 'imported' and f.clearing_day between ${at("from")} and ${at("until")}
      and not exists (select 1 from settlement_batches b where b.merchant_no = ${at("merchantNo")}
        and b.clearing_day = f.clearing_day)`,
  ).groupBy(sql`f.clearing_day`).orderBy(sql`f.clearing_day desc`).limit(FREE_MAX),
);

/** What waits to be settled. */
export const waitingStore: Pick<
  SettlementBatchStore,
  "waitingPayees" | "waitingDays" | "hasOthers" | "waiting" | "cleared" | "daysWithout"
> = {
  waitingPayees: (past, max) =>
    all(
      payeeRow,
      waitingPayees({ past, max }),
      (row) => new Columns(row).text("merchant_no") as MerchantNo,
    ),
  waitingDays: (merchantNo) => all(dayRow, waitingDays({ merchantNo }), readDay),
  hasOthers: (merchantNo): Query<boolean> => {
    const found = first(isRow, others({ merchantNo }), () => true);
    return { ...found, read: (rows) => found.read(rows) ?? false };
  },
  waiting: (merchantNo, day) => {
    const found = first(sums, waiting({ merchantNo, day }), readWaiting);
    return { ...found, read: (rows) => found.read(rows)! };
  },
  cleared: (merchantNo, day) => all(channelRow, cleared({ merchantNo, day }), readCleared),
  daysWithout: (merchantNo, from, until) =>
    all(
      freeRow,
      daysWithout({ merchantNo, from, until }),
      (row) => new Columns(row).text("day") as BusinessDay,
    ),
};

function readDay(row: Row): WaitingDay {
  const columns = new Columns(row);
  return {
    day: columns.text("day") as BusinessDay,
    isSettled: columns.int("is_settled") === 1,
    count: columns.int("count"),
    net: cny(columns.int("net")),
  };
}

function readWaiting(row: Row): Waiting {
  const columns = new Columns(row);
  const counted = (of: string) => ({
    count: columns.int(`${of}_count`),
    amount: cny(columns.int(`${of}_amount`)),
    fee: cny(columns.int(`${of}_fee`)),
  });
  return {
    items: columns.int("items"),
    normal: counted("normal"),
    error: counted("error"),
    madeUp: cny(columns.int("made_up")),
    released: cny(columns.int("released")),
  };
}

function readCleared(row: Row): Cleared {
  const columns = new Columns(row);
  const parts = keptParts.map((part) => [part, cny(columns.int(part))] as const);
  return {
    channel: columns.text("channel") as ChannelName,
    amount: cny(columns.int("amount")),
    kept: Object.fromEntries(parts) as Cleared["kept"],
  };
}
