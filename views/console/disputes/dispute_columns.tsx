import { type Dispute, isWaiting } from "../../../core/dispute/dispute.ts";
import { disputeMarks } from "../../dispute/dispute_marks.ts";
import { disputeWords } from "../../dispute/words.ts";
import { Time } from "../../parts/time.tsx";
import type { Lang } from "../../words.ts";
import { columnsOf } from "../columns.tsx";
import type { ListColumn } from "../list_column.ts";

/** What a list of disputes shows, and what its file has. */
export function disputeColumns(lang: Lang): readonly ListColumn<Dispute>[] {
  const { columns, reasons, states, openedBy } = disputeWords(lang);
  const { number, amount, state, time, filed } = columnsOf<Dispute>(lang);
  return [
    number(columns.merchantOrderNo, ({ merchantOrderNo }) => merchantOrderNo),
    amount(columns.amount, (dispute) => dispute.amount),
    state(columns.state, (dispute) => dispute.state, disputeMarks, states),
    {
      csv: { header: columns.reason, type: "text", of: ({ reason }) => reasons[reason] },
      cell: ({ reason }) => reasons[reason],
      only: "wide",
    },
    time(columns.opened, ({ createdAt }) => createdAt),
    {
      csv: { header: columns.due, type: "time", of: dueAt },
      cell: (dispute) => {
        const due = dueAt(dispute);
        return due === undefined ? null : <Time at={due} lang={lang} />;
      },
      only: "wide",
    },
    {
      csv: {
        header: columns.ended,
        type: "time",
        of: (dispute) => isWaiting(dispute) ? undefined : dispute.endedAt,
      },
    },
    filed(columns.openedBy, (dispute) => openedBy[dispute.openedBy]),
    filed(columns.of, ({ of }) => of.orderId ?? of.deductionId),
    filed(columns.answer, ({ answer }) => answer?.text),
    filed(columns.decision, ({ decision }) => decision),
    filed(columns.refundId, ({ refundId }) => refundId),
    {
      csv: { header: columns.chargedBack, type: "amount", of: ({ chargedBack }) => chargedBack },
    },
    filed(columns.disputeId, ({ disputeId }) => disputeId),
  ];
}

function dueAt(dispute: Dispute) {
  return isWaiting(dispute) ? dispute.dueAt : undefined;
}
