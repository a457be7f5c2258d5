import { and, eq, sql } from "drizzle-orm";
import { chargebackTransfers } from "../../core/dispute/chargeback_transfers.ts";
import { type Dispute, isWaiting, subjectOf } from "../../core/dispute/dispute.ts";
import type { DisputeEvent } from "../../core/dispute/dispute_events.ts";
import type { EventOf, Stamp } from "../../core/event_spec.ts";
import type { Statement } from "../../core/unit.ts";
import { post } from "../book/post.ts";
import { deductions } from "../deduction/table.ts";
import type { Changes } from "../engine/changes.ts";
import { build, prepare } from "../engine/statement.ts";
import { payments } from "../payment/table.ts";
import { statementLines } from "../statement_file/table.ts";
import { chargebacks, disputeFiles, disputes } from "./table.ts";

const at = sql.placeholder;

type Row = ReturnType<typeof row>;

const insert = prepare<Row>(
  build.insert(disputes).values({
    disputeId: at("disputeId"),
    subjectId: at("subjectId"),
    orderId: at("orderId"),
    paymentId: at("paymentId"),
    deductionId: at("deductionId"),
    merchantNo: at("merchantNo"),
    settleMerchantNo: at("settleMerchantNo"),
    merchantOrderNo: at("merchantOrderNo"),
    channel: at("channel"),
    consumerId: at("consumerId"),
    openedBy: at("openedBy"),
    reason: at("reason"),
    amount: at("amount"),
    evidence: at("evidence"),
    files: at("files"),
    createdAt: at("createdAt"),
    state: at("state"),
    dueAt: at("dueAt"),
    endedAt: at("endedAt"),
    chargedBack: at("chargedBack"),
    steps: at("steps"),
    version: at("version"),
  }),
);
const update = prepare<Row>(
  build.update(disputes).set({
    state: sql`${at("state")}`,
    dueAt: sql`${at("dueAt")}`,
    remindedAt: sql`${at("remindedAt")}`,
    answer: sql`${at("answer")}`,
    answeredAt: sql`${at("answeredAt")}`,
    escalatedAt: sql`${at("escalatedAt")}`,
    decision: sql`${at("decision")}`,
    refundId: sql`${at("refundId")}`,
    endedAt: sql`${at("endedAt")}`,
    files: sql`${at("files")}`,
    chargedBack: sql`${at("chargedBack")}`,
    steps: sql`${at("steps")}`,
    version: sql`${at("version")}`,
  }).where(eq(disputes.disputeId, at("disputeId"))),
);
const insertFile = prepare(
  build.insert(disputeFiles).values({
    disputeId: at("disputeId"),
    sha256: at("sha256"),
    sealed: at("sealed"),
  }),
);
const insertChargeback = prepare(
  build.insert(chargebacks).values({
    chargebackId: at("chargebackId"),
    disputeId: at("disputeId"),
    step: at("step"),
    version: at("version"),
    direction: at("direction"),
    amount: at("amount"),
    fee: at("fee"),
    fileId: at("fileId"),
    lineNo: at("lineNo"),
    at: at("at"),
  }),
);
/** The line is about the chargeback, which is about the payment: both sides agree. */
const matchLine = prepare(
  build.update(statementLines).set({
    state: sql`'matched'`,
    subjectId: sql`${at("chargebackId")}`,
    differs: sql`'[]'`,
  }).where(
    and(eq(statementLines.fileId, at("fileId")), eq(statementLines.lineNo, at("lineNo"))),
  ),
);

const counter = { chargedBack: sql`charged_back + ${at("fen")}` };
const countOnPayment = prepare(
  build.update(payments).set(counter).where(eq(payments.paymentId, at("id"))),
);
const countOnDeduction = prepare(
  build.update(deductions).set(counter).where(eq(deductions.deductionId, at("id"))),
);

const updated = ({ dispute }: DisputeEvent) => [update(row(dispute))];

export const disputeChanges = {
  "dispute.opened": ({ dispute }) => [insert(row(dispute))],
  "dispute.answered": updated,
  // No more than five: the CHECK of the dispute refuses another.
  "dispute.file_attached": ({ dispute, file: { sha256 }, sealed }) => [
    update(row(dispute)),
    insertFile({ disputeId: dispute.disputeId, sha256, sealed }),
  ],
  "dispute.due_soon": updated,
  "dispute.escalated": updated,
  "dispute.closed": updated,
  "dispute.charged_back": moved,
  "dispute.reversed": moved,
} satisfies Changes<DisputeEvent>;

/** Only what is still there is charged back: the CHECK of the payment refuses more. */
function moved(
  { dispute, chargeback, at }:
    & EventOf<DisputeEvent, "dispute.charged_back" | "dispute.reversed">
    & Stamp,
): readonly Statement[] {
  const { disputeId, version, merchantNo, of } = dispute;
  const { amount, fee, direction } = chargeback;
  const fen = direction === "taken" ? amount.fen : -amount.fen;
  const id = subjectOf(dispute);
  return [
    update(row(dispute)),
    insertChargeback({ ...chargeback, disputeId, version, amount: amount.fen, fee: fee.fen, at }),
    of.deductionId === undefined ? countOnPayment({ id, fen }) : countOnDeduction({ id, fen }),
    matchLine({ ...chargeback }),
    ...post({
      subjectId: disputeId,
      version,
      merchantNo,
      at,
      transfers: chargebackTransfers(dispute, chargeback),
    }),
  ];
}

function row(dispute: Dispute) {
  const { of, answer, evidence, files, amount, chargedBack } = dispute;
  const waiting = isWaiting(dispute) ? dispute : undefined;
  return {
    ...dispute,
    subjectId: subjectOf(dispute),
    orderId: of.orderId,
    paymentId: of.paymentId,
    deductionId: of.deductionId,
    amount: amount.fen,
    evidence: JSON.stringify(evidence),
    files: JSON.stringify(files),
    dueAt: waiting?.dueAt,
    remindedAt: waiting?.remindedAt,
    answer: answer?.text,
    answeredAt: answer?.at,
    endedAt: isWaiting(dispute) ? undefined : dispute.endedAt,
    chargedBack: chargedBack.fen,
  };
}
