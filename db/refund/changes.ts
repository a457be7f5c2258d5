import { eq, type SQL, sql } from "drizzle-orm";
import type { Transfer } from "../../core/book/transfer.ts";
import type { Refund } from "../../core/refund/refund.ts";
import type { RefundEvent } from "../../core/refund/refund_events.ts";
import {
  deliveredTransfers,
  payoutReturnedTransfers,
  pendingTransfers,
  postedTransfers,
  strandedTransfers,
  voidedTransfers,
} from "../../core/refund/refund_transfers.ts";
import type { Instant } from "../../core/time.ts";
import type { Statement } from "../../core/unit.ts";
import { post } from "../book/post.ts";
import { deductions } from "../deduction/table.ts";
import { payments } from "../payment/table.ts";
import { endPayout, sendPayout } from "../settlement_batch/payout_changes.ts";
import { insertTillRefund } from "../till/refunds.ts";
import { countInDay } from "../merchant/day_totals.ts";
import { refunds } from "./table.ts";
import type { Changes } from "../engine/changes.ts";
import { build, prepare } from "../engine/statement.ts";
import { type Link, writerOf, writerOfAllBut } from "../event/chain.ts";

/** A refund's row, and what it reserves and releases on the payment or deduction it gives back. */
export const refundChanges = {
  "refund.requested": ({ refund, atTill, at }, chain) => [
    insertRefund({ ...refundRow(refund), chain }),
    reserveRefund(refund),
    ...book(refund, at, pendingTransfers(refund)),
    ...(atTill ? [insertTillRefund(refund, atTill.screenId, at)] : []),
  ],
  "refund.sent": step("refund.sent"),
  "refund.queried": step("refund.queried"),
  "refund.void_refused": step("refund.void_refused"),
  "refund.unclear": step("refund.unclear"),
  "refund.succeeded": ({ refund, returnedFee, at }, chain) => [
    later.update({ ...refundRow(refund), chain }),
    countRefunded(refund),
    ...book(refund, at, postedTransfers(refund, returnedFee?.fee)),
    // Late money was never a merchant's.
    ...(refund.cause === "merchant" ? [countInDay({ ...refund, kind: "refunded", at })] : []),
  ],
  "refund.failed": ({ refund, at }, chain) => [
    later.update({ ...refundRow(refund), chain }),
    releaseRefund(refund),
    ...book(refund, at, voidedTransfers(refund)),
  ],
  "refund.undelivered": ({ refund, leaves, returnedFee, payout, at }, chain) => [
    strand(refund, chain),
    ...(payout ? [endPayout(payout), ...book(refund, at, payoutReturnedTransfers(refund))] : []),
    ...(leaves?.merchant ? [countRefunded(refund)] : []),
    ...book(refund, at, [
      ...(leaves?.merchant ? postedTransfers(refund, returnedFee?.fee) : []),
      ...(leaves?.channel ? strandedTransfers(refund) : []),
    ]),
    ...(leaves?.merchant && refund.cause === "merchant"
      ? [countInDay({ ...refund, kind: "refunded", at })]
      : []),
  ],
  "refund.resent": step("refund.resent"),
  "refund.payout_agreed": step("refund.payout_agreed"),
  "refund.payout_sent": ({ refund, payout }, chain) => [
    strand(refund, chain),
    ...(payout ? [sendPayout(payout)] : []),
  ],
  "refund.payout_refused": ({ refund, payout }, chain) => [
    strand(refund, chain),
    ...(payout ? [endPayout(payout)] : []),
  ],
  "refund.delivered": ({ refund, delivered, payout, at }, chain) => [
    strand(refund, chain),
    ...(payout ? [endPayout(payout)] : []),
    ...(delivered ? book(refund, at, deliveredTransfers(refund, delivered)) : []),
  ],
} satisfies Changes<RefundEvent>;

function step(type: Step) {
  return ({ refund }: RefundEvent, chain: string) => [
    stepOf(type).update({ ...refundRow(refund), chain }),
  ];
}

function strand(refund: Refund, chain: string): Statement {
  return stranded.update({ ...refundRow(refund), chain });
}

function book(refund: Refund, at: Instant, transfers: readonly Transfer[]): readonly Statement[] {
  if (transfers.length === 0) return [];
  const { refundId: subjectId, version, merchantNo } = refund;
  return post({ subjectId, version, merchantNo, at, transfers });
}

const at = sql.placeholder;

type Column = keyof typeof refunds.$inferSelect & string;

const requested = writerOfAllBut(refunds, "chain", "payoutAccount");
const changed = [
  "state",
  "queryAfter",
  "queries",
  "queriesEndedAt",
  "endedAt",
  "failure",
  "channelTxnNo",
  "version",
] as const;
const sent = changing(["sentAt", "voiding"]);
const voidRefused = changing(["channelOrderNo", "voiding"]);
const stranded = changing(
  [
    "channelOrderNo",
    "strandedLine",
    "strandedAt",
    "strandedBecause",
    "payoutId",
    "payoutReference",
  ],
  // Where it may be paid is sealed, and sealed anew: no hash holds it.
  ["payoutAccount"],
);
const later = changing([]);

/** What a refund's step adds to its chain. */
export function refundLink({ type, refund }: RefundEvent): Link {
  const written = type === "refund.requested" ? requested : stepOf(type).written;
  return { previous: refund.chain, written: written(refundRow(refund)) };
}

type Step = Exclude<RefundEvent["type"], "refund.requested">;

function stepOf(type: Step) {
  switch (type) {
    case "refund.sent":
      return sent;
    case "refund.void_refused":
      return voidRefused;
    case "refund.undelivered":
    case "refund.resent":
    case "refund.payout_agreed":
    case "refund.payout_sent":
    case "refund.payout_refused":
    case "refund.delivered":
      return stranded;
    case "refund.queried":
    case "refund.unclear":
    case "refund.succeeded":
    case "refund.failed":
      return later;
  }
}

/** A step that writes these columns too. Only those: each index of a column that is set is written again. */
function changing(more: readonly Column[], unhashed: readonly Column[] = []) {
  const columns = [...changed, ...more];
  const set = [...columns, ...unhashed, "chain"].map((column) => [column, sql`${at(column)}`]);
  return {
    written: writerOf(refunds, columns),
    update: prepare<ReturnType<typeof refundRow>>(
      build.update(refunds).set(Object.fromEntries(set))
        .where(eq(refunds.refundId, at("refundId"))),
    ),
  };
}

const insertRefund = prepare<ReturnType<typeof refundRow>>(
  build.insert(refunds).values({
    refundId: at("refundId"),
    orderId: at("orderId"),
    paymentId: at("paymentId"),
    deductionId: at("deductionId"),
    merchantNo: at("merchantNo"),
    settleMerchantNo: at("settleMerchantNo"),
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
    chain: at("chain"),
  }),
);

function refundRow(refund: Refund) {
  const processing = refund.state === "processing" ? refund : undefined;
  const succeeded = refund.state === "succeeded" ? refund : undefined;
  const failed = refund.state === "failed" ? refund : undefined;
  return {
    ...refund,
    orderId: refund.of.orderId,
    paymentId: refund.of.paymentId,
    deductionId: refund.of.deductionId,
    amount: refund.amount.fen,
    sentAt: processing?.sentAt,
    queryAfter: processing?.queryAfter,
    queries: processing?.queries ?? 0,
    queriesEndedAt: processing?.queriesEndedAt,
    endedAt: succeeded?.succeededAt ?? failed?.failedAt,
    failure: failed?.failure,
    channelTxnNo: succeeded?.channelTxnNo,
    strandedLine: refund.stranded?.line,
    strandedAt: refund.stranded?.since,
    strandedBecause: refund.stranded?.because,
    payoutAccount: refund.stranded?.payout,
    payoutId: refund.stranded?.sentAs,
    payoutReference: refund.paidOutAs,
  };
}

interface Moved extends Record<string, unknown> {
  readonly id: string;
  readonly fen: number;
}

/** A change of the counters on what the refund gives back. */
function moving(counters: { readonly refundReserved?: SQL; readonly refunded?: SQL }) {
  const ofPayment = prepare<Moved>(
    build.update(payments).set(counters).where(eq(payments.paymentId, at("id"))),
  );
  const ofDeduction = prepare<Moved>(
    build.update(deductions).set(counters).where(eq(deductions.deductionId, at("id"))),
  );
  return ({ of, amount: { fen } }: Refund): Statement =>
    of.deductionId === undefined
      ? ofPayment({ id: of.paymentId, fen })
      : ofDeduction({ id: of.deductionId, fen });
}

/**
 * The row's CHECK refuses a refund over what was paid, so nobody has to retry because someone else succeeded; of what the
 * channel took back nothing is left either, and the sum that the CHECK refuses says so.
 */
const reserveRefund = moving({
  refundReserved: sql`iif(refund_reserved + charged_back + ${at("fen")} > amount, amount + 1,
    refund_reserved + ${at("fen")})`,
});
const countRefunded = moving({ refunded: sql`refunded + ${at("fen")}` });
const releaseRefund = moving({ refundReserved: sql`refund_reserved - ${at("fen")}` });
