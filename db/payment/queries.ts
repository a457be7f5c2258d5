import { and, asc, desc, eq, lte, type SQL, sql } from "drizzle-orm";
import type { ChannelName } from "../../core/channel/channel.ts";
import type { CardType } from "../../core/channel/card.ts";
import type { FailureReason } from "../../core/channel/failure_reason.ts";
import type { Launch } from "../../core/channel/outcome.ts";
import type { PaymentStore } from "../../core/payment/payment_store.ts";
import type { ChannelOrderNo, MerchantNo, OrderId, PaymentId } from "../../core/id.ts";
import type { LimitDay } from "../../core/limit/daily_limit.ts";
import type { VerifiedCounter } from "../../core/limit/verified_limit.ts";
import type { Flow, MethodName } from "../../core/method/payment_method.ts";
import { cny } from "../../core/money.ts";
import type { Payment, PaymentFacts, PaymentStanding } from "../../core/payment/payment.ts";
import type { Row } from "../../core/query.ts";
import { instant } from "../../core/time.ts";
import { readAsking } from "../channel/asking.ts";
import { isPresent, presentOf } from "../channel/connected.ts";
import { Columns } from "../engine/columns.ts";
import { all, first, pack } from "../engine/packed.ts";
import { events } from "../event/table.ts";
import { payments } from "./table.ts";
import { build, prepare } from "../engine/statement.ts";
import { forClock } from "../merchant/clock.ts";

export function readPayment(row: Row, prefix = ""): Payment {
  const columns = new Columns(row, prefix);
  return { ...readFacts(columns), ...readStanding(columns) };
}

function readFacts(columns: Columns): PaymentFacts {
  return {
    paymentId: columns.text("payment_id") as PaymentId,
    orderId: columns.text("order_id") as OrderId,
    merchantNo: columns.text("merchant_no") as MerchantNo,
    amount: cny(columns.int("amount")),
    method: columns.text("method") as MethodName,
    flow: columns.text("flow") as Flow,
    channel: columns.text("channel") as ChannelName,
    channelOrderNo: columns.text("channel_order_no") as ChannelOrderNo,
    device: columns.textOrNone("device"),
    countsAgainst: columns.isNone("counts_against")
      ? undefined
      : columns.json<LimitDay | VerifiedCounter>("counts_against"),
    createdAt: instant(columns.int("created_at")),
    version: columns.int("version"),
    chain: columns.text("chain"),
  };
}

function readStanding(columns: Columns): PaymentStanding {
  const state = columns.text("state");
  switch (state) {
    case "processing": {
      return {
        state,
        sentAt: instant(columns.int("sent_at")),
        ...readAsking(columns),
        launch: columns.isNone("launch") ? undefined : columns.json<Launch>("launch"),
      };
    }
    case "succeeded":
      return {
        state,
        succeededAt: instant(columns.int("ended_at")),
        settles: columns.int("settles") === 1,
        channelTxnNo: columns.text("channel_txn_no"),
        cardType: columns.textOrNone("card_type") as CardType | undefined,
        cardLastFour: columns.textOrNone("card_last_four"),
        cardDay: columns.isNone("card_day") ? undefined : columns.json<LimitDay>("card_day"),
        cardBlocked: columns.int("card_blocked") === 1,
        paidByPayer: columns.isNone("paid_by_payer")
          ? undefined
          : cny(columns.int("paid_by_payer")),
        clearingDay: columns.textOrNone("clearing_day"),
        refundReserved: cny(columns.int("refund_reserved")),
        refunded: cny(columns.int("refunded")),
        chargedBack: cny(columns.int("charged_back")),
      };
    case "failed":
      return {
        state,
        reason: columns.text("failure") as FailureReason,
        failedAt: instant(columns.int("ended_at")),
      };
    default:
      throw new TypeError(`Cannot read payment: unknown state "${state}"`);
  }
}

/** More than an order can have: attempts are limited where they start. */
export const PAYMENTS_OF_ORDER_MAX = 200;

const row = pack([payments, ""]);

const where = (condition: SQL) =>
  build.select(row.fields).from(payments).where(condition).orderBy(asc(payments.paymentId));

const byId = prepare(where(eq(payments.paymentId, sql.placeholder("paymentId"))));
const byChannelOrderNo = prepare(where(eq(payments.channelOrderNo, sql.placeholder("no"))));
const ofOrder = prepare(
  where(eq(payments.orderId, sql.placeholder("orderId"))).limit(PAYMENTS_OF_ORDER_MAX),
);

const queried = {
  columns: ["at"],
  fields: { row: sql`json_array(${events.at})`.as("row") },
};
const lastQueriedOf = prepare(
  build.select(queried.fields).from(events).where(and(
    sql`${events.subjectId} = (
      select ${payments.paymentId} from ${payments}
      where ${payments.orderId} = ${sql.placeholder("orderId")} and ${payments.state} = 'processing'
    )`,
    eq(events.type, sql`'payment.queried'`),
  )).orderBy(desc(events.version)).limit(1),
);

const due = forClock(
  payments.merchantNo,
  (whose) =>
    build.select(row.fields).from(payments).where(and(
      eq(payments.state, sql`'processing'`),
      sql`${payments.queryAfter} is not null`,
      lte(payments.queryAfter, sql.placeholder("now")),
      isPresent(payments.channel),
      whose,
    )).orderBy(asc(payments.queryAfter)).limit(sql.placeholder("max")),
);

export const paymentStore: Omit<PaymentStore, "ownById" | "list"> = {
  byId: (paymentId) => first(row, byId({ paymentId }), (each) => readPayment(each)),
  byChannelOrderNo: (no) => first(row, byChannelOrderNo({ no }), (each) => readPayment(each)),
  ofOrder: (orderId) => all(row, ofOrder({ orderId }), (each) => readPayment(each)),
  lastQueriedOf: (orderId) =>
    first(
      queried,
      lastQueriedOf({ orderId }),
      (each) => instant(new Columns(each).int("at")),
    ),
  dueToQuery: ({ now, merchantNo, channels, max }) =>
    all(row, due(merchantNo, { now, max, ...presentOf(channels) }), (each) => readPayment(each)),
};
