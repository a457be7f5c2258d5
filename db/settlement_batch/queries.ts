import { desc, eq, type SQL, sql } from "drizzle-orm";
import { cny } from "../../core/money.ts";
import type { Query, Row } from "../../core/query.ts";
import type {
  BatchFilter,
  BatchItem,
  ItemKind,
  PaidRun,
  Payable,
  SettlementBatchStore,
} from "../../core/settlement_batch/batch_store.ts";
import type { BatchState } from "../../core/settlement_batch/settlement_batch.ts";
import { RUN_MAX } from "../../core/settlement_batch/settlement_batch.ts";
import type { BusinessDay } from "../../core/time.ts";
import type { Statement } from "../../core/unit.ts";
import { Columns } from "../engine/columns.ts";
import { all, first, pack, type Packing } from "../engine/packed.ts";
import { build, prepare } from "../engine/statement.ts";
import { searching, stretchOf } from "../merchant/searching.ts";
import { readRefund } from "../refund/queries.ts";
import { refunds } from "../refund/table.ts";
import { readAccount } from "../settlement/queries.ts";
import { settlementAccounts } from "../settlement/table.ts";
import { readBatch, readPayout } from "./read_rows.ts";
import { payouts, settlementBatches, settlementItems } from "./table.ts";

const at = sql.placeholder;
const row = pack([settlementBatches, ""]);
const byId = prepare(
  build.select(row.fields).from(settlementBatches)
    .where(eq(settlementBatches.settlementId, at("settlementId"))),
);
const last = prepare(
  build.select(row.fields).from(settlementBatches)
    .where(eq(settlementBatches.merchantNo, at("merchantNo")))
    .orderBy(desc(settlementBatches.no)).limit(1),
);

const joinedRow = pack([settlementBatches, ""], [settlementAccounts, "account_"]);
const payableRow: Packing = {
  columns: [...joinedRow.columns, "is_held"],
  fields: {
    row: sql`json_insert(${joinedRow.fields.row.sql}, '$[#]', exists (
      select 1 from settlement_holds h where h.merchant_no = ${settlementBatches.merchantNo}
        and h.state = 'in_force' and h.fen is null))`.as("row"),
  },
};
const withAccount = (where: SQL) =>
  build.select(payableRow.fields).from(settlementBatches)
    .leftJoin(
      settlementAccounts,
      sql`${settlementAccounts.merchantNo} = ${settlementBatches.accountOf}
        and ${settlementAccounts.state} = 'in_force'`,
    )
    .where(where);
const payables = prepare(
  withAccount(
    sql`${settlementBatches.settlementId} in (
      select j.value from json_each(${at("ids")}) j)`,
  ).limit(RUN_MAX),
);
const due = prepare(
  withAccount(
    sql`${settlementBatches.state} = 'due' and ${settlementBatches.dueOn} <= ${at("until")}`,
  ).orderBy(settlementBatches.dueOn, settlementBatches.settlementId).limit(at("max")),
);

const paidRow = pack(
  [settlementBatches, ""],
  [payouts, "payout_"],
  [settlementAccounts, "account_"],
  [refunds, "refund_"],
);
const account = eq(settlementAccounts.accountId, payouts.accountId);
const paid = (where: SQL) =>
  build.select(paidRow.fields).from(payouts)
    .leftJoin(settlementBatches, eq(settlementBatches.settlementId, payouts.settlementId))
    .leftJoin(settlementAccounts, account)
    .leftJoin(refunds, eq(refunds.refundId, payouts.refundId))
    .where(where);
const ofRun = prepare(
  paid(eq(payouts.run, at("run"))).orderBy(payouts.payoutId).limit(RUN_MAX),
);
const payoutById = prepare(paid(eq(payouts.payoutId, at("payoutId"))));
const payoutsOfSum = prepare(
  paid(sql`${payouts.fen} = ${at("fen")} and ${payouts.state} in ('sent', 'paid')`)
    .orderBy(desc(payouts.payoutId)).limit(at("max")),
);
const payoutReturnedAs = prepare(paid(eq(payouts.returnedAs, at("reference"))));
const payoutRow = pack([payouts, ""]);
const PAYOUTS_MAX = 50;
const payoutsOf = prepare(
  build.select(payoutRow.fields).from(payouts)
    .where(eq(payouts.settlementId, at("settlementId"))).orderBy(desc(payouts.payoutId))
    .limit(PAYOUTS_MAX),
);

const itemRow = pack([settlementItems, ""]);
const items = prepare(
  build.select(itemRow.fields).from(settlementItems).where(
    sql`${settlementItems.settlementId} = ${at("settlementId")}
      and (${settlementItems.subjectId}, ${settlementItems.line}) > (${at("subjectId")}, ${
      at("line")
    })`,
  ).orderBy(settlementItems.subjectId, settlementItems.line).limit(at("max")),
);

const figures: Packing = {
  columns: ["state", "count", "paid"],
  fields: {
    row: sql`json_array(${settlementBatches.state}, count(*), sum(${settlementBatches.paid}))`
      .as("row"),
  },
};
const figuresOf = prepare(
  build.select(figures.fields).from(settlementBatches)
    .where(eq(settlementBatches.dueOn, at("dueOn"))).groupBy(settlementBatches.state)
    .orderBy(settlementBatches.state).limit(10),
);

const filters = {
  dueOn: settlementBatches.dueOn,
  state: settlementBatches.state,
  merchantNo: settlementBatches.merchantNo,
} as const;
const filterNames = Object.keys(filters) as (keyof BatchFilter)[];
/** By what the list is filtered by, so that there are few texts. */
const lists = new Map<string, (values: Readonly<Record<string, unknown>>) => Statement>();

/** The latest first. */
function listFor(filter: BatchFilter) {
  const given = filterNames.filter((each) => filter[each] !== undefined);
  const key = given.join();
  let list = lists.get(key);
  if (!list) {
    const conditions = [
      sql`${settlementBatches.settlementId} < ${at("past")}`,
      ...given.map((each) => sql`${filters[each]} = ${at(each)}`),
    ];
    list = prepare(
      build.select(row.fields).from(settlementBatches).where(sql.join(conditions, sql` and `))
        .orderBy(desc(settlementBatches.settlementId)).limit(at("max")),
    );
    lists.set(key, list);
  }
  return list;
}

const search = searching({
  select: (condition: SQL, order: SQL) =>
    build.select(row.fields).from(settlementBatches).where(condition).orderBy(order)
      .limit(at("limit")),
  id: settlementBatches.settlementId,
  createdAt: settlementBatches.builtAt,
  merchantNo: settlementBatches.merchantNo,
  ofMerchant: {},
  ofParent: {},
  state: settlementBatches.state,
  looked: {},
});

export const batchStore: Pick<
  SettlementBatchStore,
  | "last"
  | "byId"
  | "payables"
  | "due"
  | "ofRun"
  | "payoutById"
  | "payoutsOf"
  | "payoutsOfSum"
  | "payoutReturnedAs"
  | "items"
  | "figuresOf"
  | "list"
  | "search"
> = {
  last: (merchantNo) => first(row, last({ merchantNo }), readBatch),
  byId: (settlementId) => first(row, byId({ settlementId }), readBatch),
  payables: (ids) => all(payableRow, payables({ ids: JSON.stringify(ids) }), readPayable),
  due: (until, max): Query<readonly Payable[]> => all(payableRow, due({ until, max }), readPayable),
  ofRun: (run) => all(paidRow, ofRun({ run }), readPaid),
  payoutById: (payoutId) => first(paidRow, payoutById({ payoutId }), readPaid),
  payoutsOf: (settlementId) =>
    all(payoutRow, payoutsOf({ settlementId }), (found) => readPayout(found)),
  payoutsOfSum: (fen, max) => all(paidRow, payoutsOfSum({ fen, max }), readPaid),
  payoutReturnedAs: (reference) => first(paidRow, payoutReturnedAs({ reference }), readPaid),
  items: (settlementId, past, max) => all(itemRow, items({ settlementId, ...past, max }), readItem),
  figuresOf: (dueOn) =>
    all(figures, figuresOf({ dueOn }), (found) => {
      const columns = new Columns(found);
      return {
        state: columns.text("state") as BatchState,
        count: columns.int("count"),
        paid: cny(columns.int("paid")),
      };
    }),
  search: (caller, page, { state }) => stretchOf(search(caller, page, { state }), row, readBatch),
  list: (filter, past, max) => all(row, listFor(filter)({ ...filter, past, max }), readBatch),
};

function readPayable(found: Row): Payable {
  const hasAccount = found["account_account_id"] !== null;
  return {
    batch: readBatch(found),
    account: hasAccount ? readAccount(found, "account_") : undefined,
    isHeld: found["is_held"] === 1,
  };
}

function readPaid(found: Row): PaidRun {
  const payout = readPayout(found, "payout_");
  if (payout.masked) {
    return { payout, masked: payout.masked, refund: readRefund(found, "refund_") };
  }
  const account = readAccount(found, "account_");
  return { payout, masked: account.masked, account, batch: readBatch(found) };
}

function readItem(found: Row): BatchItem {
  const columns = new Columns(found);
  return {
    subjectId: columns.text("subject_id"),
    line: columns.int("line"),
    kind: columns.text("kind") as ItemKind,
    day: columns.text("day") as BusinessDay,
    amount: cny(columns.int("amount")),
    fee: cny(columns.int("fee")),
  };
}
