import { and, asc, eq, lte, type SQL, sql } from "drizzle-orm";
import type { ChannelName } from "../../core/channel/channel.ts";
import type { RefundStore } from "../../core/refund/refund_store.ts";
import type {
  ChannelOrderNo,
  DeductionId,
  MerchantNo,
  OrderId,
  PaymentId,
  PayoutId,
  RefundId,
} from "../../core/id.ts";
import { cny } from "../../core/money.ts";
import type { Row } from "../../core/query.ts";
import type {
  Refund,
  Refunded,
  RefundFacts,
  RefundStanding,
  SucceededRefund,
} from "../../core/refund/refund.ts";
import { instant } from "../../core/time.ts";
import { forCaller } from "../merchant/caller.ts";
import { listing } from "../merchant/listing.ts";
import { searchingByEnd, stretchOf } from "../merchant/searching.ts";
import { readAsking } from "../channel/asking.ts";
import { isPresent, presentOf } from "../channel/connected.ts";
import { Columns } from "../engine/columns.ts";
import { forClock } from "../merchant/clock.ts";
import { all, first, pack } from "../engine/packed.ts";
import { refunds } from "./table.ts";
import { build, prepare } from "../engine/statement.ts";

export function readRefund(row: Row, prefix = ""): Refund {
  const columns = new Columns(row, prefix);
  return { ...readFacts(columns), ...readStanding(columns) };
}

function readFacts(columns: Columns): RefundFacts {
  return {
    refundId: columns.text("refund_id") as RefundId,
    of: readRefunded(columns),
    merchantNo: columns.text("merchant_no") as MerchantNo,
    settleMerchantNo: columns.textOrNone("settle_merchant_no") as MerchantNo | undefined,
    merchantRefundNo: columns.text("merchant_refund_no"),
    amount: cny(columns.int("amount")),
    reason: columns.textOrNone("reason"),
    cause: columns.text("cause") as RefundFacts["cause"],
    channel: columns.text("channel") as ChannelName,
    channelOrderNo: columns.text("channel_order_no") as ChannelOrderNo,
    voiding: columns.textOrNone("voiding") as RefundFacts["voiding"],
    ...readStranded(columns),
    createdAt: instant(columns.int("created_at")),
    version: columns.int("version"),
    chain: columns.text("chain"),
  };
}

function readStranded(columns: Columns): Pick<RefundFacts, "stranded" | "paidOutAs"> {
  const line = columns.intOrNone("stranded_line");
  const paidOutAs = columns.textOrNone("payout_reference");
  if (line === undefined) return paidOutAs === undefined ? {} : { paidOutAs };
  return {
    stranded: {
      line,
      since: instant(columns.int("stranded_at")),
      because: columns.text("stranded_because"),
      payout: columns.textOrNone("sealed_payout_account"),
      sentAs: columns.textOrNone("payout_id") as PayoutId | undefined,
    },
  };
}

function readRefunded(columns: Columns): Refunded {
  const deductionId = columns.textOrNone("deduction_id");
  if (deductionId !== undefined) return { deductionId: deductionId as DeductionId };
  return {
    orderId: columns.text("order_id") as OrderId,
    paymentId: columns.text("payment_id") as PaymentId,
  };
}

function readStanding(columns: Columns): RefundStanding {
  const state = columns.text("state");
  switch (state) {
    case "requested":
      return { state };
    case "processing": {
      return {
        state,
        sentAt: instant(columns.int("sent_at")),
        ...readAsking(columns),
      };
    }
    case "succeeded":
      return {
        state,
        succeededAt: instant(columns.int("ended_at")),
        channelTxnNo: columns.textOrNone("channel_txn_no"),
      };
    case "failed":
      return {
        state,
        failedAt: instant(columns.int("ended_at")),
        failure: columns.text("failure"),
      };
    default:
      throw new TypeError(`Cannot read refund: unknown state "${state}"`);
  }
}

function readSucceeded(row: Row): SucceededRefund {
  const refund = readRefund(row);
  if (refund.state === "succeeded") return refund;
  throw new TypeError(`Cannot read refund ${refund.refundId}: ${refund.state}`);
}

const readOne = (found: Row) => readRefund(found);

const row = pack([refunds, ""]);

const where = (condition: SQL | undefined) =>
  build.select(row.fields).from(refunds).where(condition).orderBy(asc(refunds.refundId));

const byNo = forCaller<{ no: string }>((merchantNo) =>
  where(
    and(eq(refunds.merchantNo, merchantNo), eq(refunds.merchantRefundNo, sql.placeholder("no"))),
  )
);
const ownById = forCaller<{ refundId: string }>((merchantNo) =>
  where(and(eq(refunds.refundId, sql.placeholder("refundId")), eq(refunds.merchantNo, merchantNo)))
);
const listed = {
  select: (condition: SQL, order: SQL) =>
    build.select(row.fields).from(refunds).where(condition).orderBy(order)
      .limit(sql.placeholder("limit")),
  id: refunds.refundId,
  createdAt: refunds.createdAt,
  merchantNo: refunds.merchantNo,
  ofMerchant: { merchant_refund_no: refunds.merchantRefundNo },
  ofParent: { order_id: refunds.orderId, deduction_id: refunds.deductionId },
  state: refunds.state,
};
const list = listing<"merchant_refund_no" | "order_id" | "deduction_id">(listed);
const search = searchingByEnd({
  ...listed,
  endedAt: refunds.endedAt,
  ofMerchant: { ...listed.ofMerchant, refund_id: refunds.refundId },
  looked: {
    amount_from: sql`+${refunds.amount} >= ${sql.placeholder("amount_from")}`,
    amount_to: sql`+${refunds.amount} <= ${sql.placeholder("amount_to")}`,
    cause: sql`+${refunds.cause} = ${sql.placeholder("cause")}`,
  },
});
/** What a receipt has room for; it shows the sum of all. */
const SHOWN_MAX = 10;
const succeededOf = prepare(
  build.select(row.fields).from(refunds).where(and(
    eq(refunds.orderId, sql.placeholder("orderId")),
    eq(refunds.state, sql`'succeeded'`),
    sql`${refunds.strandedLine} is null`,
    eq(refunds.cause, sql`'merchant'`),
  )).orderBy(sql`${refunds}.rowid desc`).limit(SHOWN_MAX),
);
const failedOf = (condition: SQL) =>
  prepare(
    build.select(row.fields).from(refunds)
      .where(and(condition, eq(refunds.state, sql`'failed'`))).limit(1),
  );
const failedOfOrder = failedOf(eq(refunds.orderId, sql.placeholder("id")));
const failedOfDeduction = failedOf(eq(refunds.deductionId, sql.placeholder("id")));
const byId = prepare(where(eq(refunds.refundId, sql.placeholder("refundId"))));
const byChannelOrderNo = prepare(where(eq(refunds.channelOrderNo, sql.placeholder("no"))));
const dueToSend = prepare(
  where(and(eq(refunds.state, sql`'requested'`), isPresent(refunds.channel)))
    .limit(sql.placeholder("max")),
);

const due = forClock(
  refunds.merchantNo,
  (whose) =>
    build.select(row.fields).from(refunds).where(and(
      eq(refunds.state, sql`'processing'`),
      sql`${refunds.queryAfter} is not null`,
      lte(refunds.queryAfter, sql.placeholder("now")),
      isPresent(refunds.channel),
      whose,
    )).orderBy(asc(refunds.queryAfter)).limit(sql.placeholder("max")),
);

/** The longest waiting first. */
const stranded = prepare(
  build.select(row.fields).from(refunds)
    .where(sql`${refunds.strandedLine} is not null`)
    .orderBy(asc(refunds.strandedAt), asc(refunds.refundId)).limit(sql.placeholder("max")),
);

const toPayOut = prepare(
  build.select(row.fields).from(refunds)
    .where(sql`${refunds.payoutAccount} is not null and ${refunds.payoutId} is null
      and ${refunds.strandedAt} > 0`)
    .orderBy(asc(refunds.strandedAt), asc(refunds.refundId)).limit(sql.placeholder("max")),
);

export const refundStore: RefundStore = {
  toPayOut: (max) => all(row, toPayOut({ max }), readOne),
  stranded: (max) => all(row, stranded({ max }), readOne),
  list: (caller, page, filters) => all(row, list(caller, page, filters), readOne),
  search: (caller, page, filters) => stretchOf(search(caller, page, filters), row, readOne),
  byNo: (caller, no) => first(row, byNo(caller, { no }), readOne),
  ownById: (caller, refundId) => first(row, ownById(caller, { refundId }), readOne),
  succeededOf: (orderId) => all(row, succeededOf({ orderId }), readSucceeded),
  anyFailedOf: ({ orderId, deductionId }) => {
    const statement = deductionId === undefined
      ? failedOfOrder({ id: orderId })
      : failedOfDeduction({ id: deductionId });
    const query = all(row, statement, readOne);
    return { ...query, read: (rows) => query.read(rows).length > 0 };
  },
  byId: (refundId) => first(row, byId({ refundId }), readOne),
  byChannelOrderNo: (no) => first(row, byChannelOrderNo({ no }), readOne),
  dueToSend: (channels, max) => all(row, dueToSend({ max, ...presentOf(channels) }), readOne),
  dueToQuery: ({ now, merchantNo, channels, max }) =>
    all(row, due(merchantNo, { now, max, ...presentOf(channels) }), readOne),
};
