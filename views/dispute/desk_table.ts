import { type Dispute, isWaiting } from "../../core/dispute/dispute.ts";
import type { Instant } from "../../core/time.ts";
import { type Column, csv } from "../parts/csv.ts";
import type { Lang } from "../words.ts";
import { disputeWords } from "./words.ts";

/** Disputes as a file. */
export function disputeTable(lang: Lang, disputes: readonly Dispute[]): string {
  const { columns, reasons, states, openedBy } = disputeWords(lang);
  const text = (header: string, of: (dispute: Dispute) => string | undefined): Column<Dispute> => ({
    header,
    type: "text",
    of,
  });
  const time = (
    header: string,
    of: (dispute: Dispute) => Instant | undefined,
  ): Column<Dispute> => ({ header, type: "time", of });
  return csv<Dispute>([
    text(columns.disputeId, ({ disputeId }) => disputeId),
    text(columns.merchantNo, ({ merchantNo }) => merchantNo),
    text(columns.merchantOrderNo, ({ merchantOrderNo }) => merchantOrderNo),
    { header: columns.amount, type: "amount", of: ({ amount }) => amount },
    text(columns.state, ({ state }) => states[state]),
    text(columns.reason, ({ reason }) => reasons[reason]),
    text(columns.openedBy, (dispute) => openedBy[dispute.openedBy]),
    time(columns.opened, ({ createdAt }) => createdAt),
    time(columns.due, (dispute) => isWaiting(dispute) ? dispute.dueAt : undefined),
    time(columns.escalatedAt, ({ escalatedAt }) => escalatedAt),
    time(columns.ended, (dispute) => isWaiting(dispute) ? undefined : dispute.endedAt),
    text(columns.of, ({ of }) => of.orderId ?? of.deductionId),
    text(columns.answer, ({ answer }) => answer?.text),
    text(columns.decision, ({ decision }) => decision),
    text(columns.refundId, ({ refundId }) => refundId),
    { header: columns.chargedBack, type: "amount", of: ({ chargedBack }) => chargedBack },
  ], disputes);
}
