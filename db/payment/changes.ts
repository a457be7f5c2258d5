import { eq, sql } from "drizzle-orm";
import type { Actor } from "../../core/actor.ts";
import type { Stamp } from "../../core/event_spec.ts";
import type { Payment } from "../../core/payment/payment.ts";
import type { PaymentEvent } from "../../core/payment/payment_events.ts";
import { paymentTransfers } from "../../core/payment/payment_transfers.ts";
import type { Statement } from "../../core/unit.ts";
import { post } from "../book/post.ts";
import { paymentConsumers } from "../dispute/table.ts";
import type { Changes } from "../engine/changes.ts";
import { build, prepare } from "../engine/statement.ts";
import { type Link, writerOf, writerOfAllBut } from "../event/chain.ts";
import { limitStatements } from "../limit/changes.ts";
import { countInDay } from "../merchant/day_totals.ts";
import { countInHour, takeBackFailure } from "../merchant/hour_totals.ts";
import { payments } from "./table.ts";

export const paymentChanges = {
  "payment.sent": ({ payment, by }, chain) => [
    ...limitStatements(payment, "sent"),
    insertPayment({ ...paymentRow(payment), chain }),
    ...keepPayer(payment, by),
  ],
  "payment.launched": update,
  "payment.confirmed": update,
  "payment.queried": update,
  "payment.unclear": update,
  "payment.succeeded": (event, chain) => [
    ...succeed(event, chain),
    countInDay({ ...event.payment, kind: "paid", at: event.at }),
    countInHour({ ...event.payment, kind: "paid", at: event.at }),
  ],
  "payment.succeeded_late": succeed,
  "payment.failed": ({ payment, at }, chain) => [
    ...limitStatements(payment, "failed"),
    updatePayment({ ...paymentRow(payment), chain }),
    countInHour({ ...payment, kind: "failed", at }),
  ],
} satisfies Changes<PaymentEvent>;

/** Who pays, where they are signed in: they can come back to it in their wallet. */
function keepPayer({ paymentId }: Payment, by: Actor): readonly Statement[] {
  return by.type === "consumer" && by.consumerId !== undefined
    ? [insertPayer({ paymentId, consumerId: by.consumerId })]
    : [];
}

type Succeeded = Extract<PaymentEvent, { readonly failedAt?: unknown }>;

function update({ payment }: PaymentEvent, chain: string) {
  return [updatePayment({ ...paymentRow(payment), chain })];
}

function succeed(event: Succeeded & Stamp, chain: string) {
  const { payment, failedAt, at } = event;
  const { paymentId: subjectId, version, merchantNo } = payment;
  return [
    ...limitStatements(payment, "succeeded"),
    updatePayment({ ...paymentRow(payment), chain }),
    ...takeBackFailure(payment, failedAt),
    ...post({ subjectId, version, merchantNo, at, transfers: paymentTransfers(event) }),
  ];
}

const sent = writerOfAllBut(payments, "chain", "refundReserved", "refunded", "chargedBack");
const moved = writerOf(payments, [
  "state",
  "queryAfter",
  "queries",
  "queriesEndedAt",
  "launch",
  "endedAt",
  "failure",
  "settles",
  "channelTxnNo",
  "cardType",
  "cardLastFour",
  "cardDay",
  "cardBlocked",
  "paidByPayer",
  "clearingDay",
  "version",
]);

/** What a payment's step adds to its chain. */
export function paymentLink({ type, payment }: PaymentEvent): Link {
  const written = (type === "payment.sent" ? sent : moved)(paymentRow(payment));
  return { previous: payment.chain, written };
}

const at = sql.placeholder;

const insertPayment = prepare<ReturnType<typeof paymentRow>>(
  build.insert(payments).values({
    paymentId: at("paymentId"),
    orderId: at("orderId"),
    merchantNo: at("merchantNo"),
    amount: at("amount"),
    method: at("method"),
    flow: at("flow"),
    channel: at("channel"),
    channelOrderNo: at("channelOrderNo"),
    device: at("device"),
    countsAgainst: at("countsAgainst"),
    createdAt: at("createdAt"),
    state: at("state"),
    sentAt: at("sentAt"),
    queryAfter: at("queryAfter"),
    queries: sql`0`,
    launch: at("launch"),
    settles: sql`0`,
    cardBlocked: sql`0`,
    refundReserved: sql`0`,
    refunded: sql`0`,
    chargedBack: sql`0`,
    version: at("version"),
    chain: at("chain"),
  }),
);

const insertPayer = prepare(
  build.insert(paymentConsumers).values({
    paymentId: at("paymentId"),
    consumerId: at("consumerId"),
  }),
);

/** `sent_at` and the refund counters are never changed here: the first is history, the others are shared. */
const updatePayment = prepare<ReturnType<typeof paymentRow>>(
  build.update(payments).set({
    state: sql`${at("state")}`,
    queryAfter: sql`${at("queryAfter")}`,
    queries: sql`${at("queries")}`,
    queriesEndedAt: sql`${at("queriesEndedAt")}`,
    launch: sql`${at("launch")}`,
    endedAt: sql`${at("endedAt")}`,
    failure: sql`${at("failure")}`,
    settles: sql`${at("settles")}`,
    channelTxnNo: sql`${at("channelTxnNo")}`,
    cardType: sql`${at("cardType")}`,
    cardLastFour: sql`${at("cardLastFour")}`,
    cardDay: sql`${at("cardDay")}`,
    cardBlocked: sql`${at("cardBlocked")}`,
    paidByPayer: sql`${at("paidByPayer")}`,
    clearingDay: sql`${at("clearingDay")}`,
    version: sql`${at("version")}`,
    chain: sql`${at("chain")}`,
  }).where(eq(payments.paymentId, at("paymentId"))),
);

function paymentRow(payment: Payment) {
  const processing = payment.state === "processing" ? payment : undefined;
  const succeeded = payment.state === "succeeded" ? payment : undefined;
  const failed = payment.state === "failed" ? payment : undefined;
  return {
    ...payment,
    amount: payment.amount.fen,
    countsAgainst: payment.countsAgainst && JSON.stringify(payment.countsAgainst),
    sentAt: processing?.sentAt,
    queryAfter: processing?.queryAfter,
    queries: processing?.queries ?? 0,
    queriesEndedAt: processing?.queriesEndedAt,
    launch: processing?.launch && JSON.stringify(processing.launch),
    endedAt: succeeded?.succeededAt ?? failed?.failedAt,
    failure: failed?.reason,
    settles: succeeded?.settles ? 1 : 0,
    channelTxnNo: succeeded?.channelTxnNo,
    cardType: succeeded?.cardType,
    cardLastFour: succeeded?.cardLastFour,
    cardDay: succeeded?.cardDay && JSON.stringify(succeeded.cardDay),
    cardBlocked: succeeded?.cardBlocked ? 1 : 0,
    paidByPayer: succeeded?.paidByPayer?.fen,
    clearingDay: succeeded?.clearingDay,
  };
}
