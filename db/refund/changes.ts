import { eq, sql } from "drizzle-orm";
import type { Refund } from "../../core/refund/refund.ts";
import type { RefundEvent } from "../../core/refund/refund_events.ts";
import { payments } from "../payment/table.ts";
import { refunds } from "./table.ts";
import type { Changes } from "../engine/changes.ts";
import { build, prepare } from "../engine/statement.ts";

/** A refund's row, and what it reserves and releases on its payment. */
export const refundChanges = {
  "refund.requested": ({ refund }) => [
    insertRefund(refundRow(refund)),
    reserveRefund(moved(refund)),
  ],
  "refund.sent": update,
  "refund.queried": update,
  "refund.succeeded": ({ refund }) => [
    updateRefund(refundRow(refund)),
    countRefunded(moved(refund)),
  ],
  "refund.failed": ({ refund }) => [updateRefund(refundRow(refund)), releaseRefund(moved(refund))],
} satisfies Changes<RefundEvent>;

function update({ refund }: RefundEvent) {
  return [updateRefund(refundRow(refund))];
}

const at = sql.placeholder;

const insertRefund = prepare<ReturnType<typeof refundRow>>(
  build.insert(refunds).values({
    refundId: at("refundId"),
    orderId: at("orderId"),
    paymentId: at("paymentId"),
    merchantNo: at("merchantNo"),
    merchantRefundNo: at("merchantRefundNo"),
    amount: at("amount"),
    reason: at("reason"),
    cause: at("cause"),
    channel: at("channel"),
    channelOrderNo: at("channelOrderNo"),
    createdAt: at("createdAt"),
    state: at("state"),
    queries: sql`0`,
    version: at("version"),
  }),
);

const updateRefund = prepare<ReturnType<typeof refundRow>>(
  build.update(refunds).set({
    state: sql`${at("state")}`,
    sentAt: sql`coalesce(${at("sentAt")}, sent_at)`,
    queryAfter: sql`${at("queryAfter")}`,
    queries: sql`${at("queries")}`,
    endedAt: sql`${at("endedAt")}`,
    failure: sql`${at("failure")}`,
    channelTxnNo: sql`${at("channelTxnNo")}`,
    version: sql`${at("version")}`,
  }).where(eq(refunds.refundId, at("refundId"))),
);

function refundRow(refund: Refund) {
  const processing = refund.state === "processing" ? refund : undefined;
  const succeeded = refund.state === "succeeded" ? refund : undefined;
  const failed = refund.state === "failed" ? refund : undefined;
  return {
    ...refund,
    amount: refund.amount.fen,
    sentAt: processing?.sentAt,
    queryAfter: processing?.queryAfter,
    queries: processing?.queries ?? 0,
    endedAt: succeeded?.succeededAt ?? failed?.failedAt,
    failure: failed?.failure,
    channelTxnNo: succeeded?.channelTxnNo,
  };
}

type Moved = ReturnType<typeof moved>;

function moved(refund: Refund) {
  return { paymentId: refund.paymentId, fen: refund.amount.fen };
}

/** The row's CHECK refuses a refund over what was paid, so nobody has to retry because someone else succeeded. */
const reserveRefund = prepare<Moved>(
  build.update(payments).set({ refundReserved: sql`refund_reserved + ${at("fen")}` })
    .where(eq(payments.paymentId, at("paymentId"))),
);

const countRefunded = prepare<Moved>(
  build.update(payments).set({ refunded: sql`refunded + ${at("fen")}` })
    .where(eq(payments.paymentId, at("paymentId"))),
);

const releaseRefund = prepare<Moved>(
  build.update(payments).set({ refundReserved: sql`refund_reserved - ${at("fen")}` })
    .where(eq(payments.paymentId, at("paymentId"))),
);
