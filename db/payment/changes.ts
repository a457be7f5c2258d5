import { eq, sql } from "drizzle-orm";
import type { Payment } from "../../core/payment/payment.ts";
import type { PaymentEvent } from "../../core/payment/payment_events.ts";
import type { Changes } from "../engine/changes.ts";
import { build, prepare } from "../engine/statement.ts";
import { limitStatements } from "../limit/changes.ts";
import { payments } from "./table.ts";

export const paymentChanges = {
  "payment.sent": ({ payment }) => [
    ...limitStatements(payment, "sent"),
    insertPayment(paymentRow(payment)),
  ],
  "payment.launched": update,
  "payment.queried": update,
  "payment.unclear": update,
  "payment.succeeded": succeed,
  "payment.succeeded_late": succeed,
  "payment.failed": ({ payment }) => [
    ...limitStatements(payment, "failed"),
    updatePayment(paymentRow(payment)),
  ],
} satisfies Changes<PaymentEvent>;

function update({ payment }: PaymentEvent) {
  return [updatePayment(paymentRow(payment))];
}

function succeed({ payment }: PaymentEvent) {
  return [...limitStatements(payment, "succeeded"), updatePayment(paymentRow(payment))];
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
    settles: sql`0`,
    refundReserved: sql`0`,
    refunded: sql`0`,
    version: at("version"),
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
    version: sql`${at("version")}`,
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
  };
}
