import { isUndelivered, type Refund } from "../../../core/refund/refund.ts";
import type { Instant } from "../../../core/time.ts";
import { Amount } from "../../parts/money.tsx";
import type { Mark } from "../../parts/state_mark.tsx";
import { Time } from "../../parts/time.tsx";
import { unclaimedWords } from "../../unclaimed/words.ts";
import type { Lang } from "../../words.ts";
import type { ListColumn } from "../list_column.ts";
import { StateWord } from "../state_word.tsx";
import { refundWords } from "./refund_words.ts";

/** What a list of refunds shows, and what its file has. */
export function refundColumns(lang: Lang): readonly ListColumn<Refund>[] {
  const { columns, causes, states } = refundWords(lang);
  const text = (header: string, of: (refund: Refund) => string | undefined) => ({
    csv: { header, type: "text", of } as const,
  });
  return [
    {
      ...text(columns.merchantRefundNo, ({ merchantRefundNo }) => merchantRefundNo),
      cell: ({ merchantRefundNo }) => <bdi class="mono">{merchantRefundNo}</bdi>,
    },
    {
      csv: { header: columns.amount, type: "amount", of: ({ amount }) => amount },
      cell: ({ amount }) => <Amount money={amount} />,
    },
    {
      ...text(
        columns.state,
        (refund) => isUndelivered(refund) ? unclaimedWords(lang).notArrived : states[refund.state],
      ),
      cell: (refund) => <RefundStateWord refund={refund} lang={lang} />,
    },
    {
      csv: { header: columns.created, type: "time", of: ({ createdAt }) => createdAt },
      cell: ({ createdAt }) => <Time at={createdAt} lang={lang} />,
    },
    {
      ...text(columns.cause, ({ cause }) => causes[cause]),
      cell: ({ cause }) => causes[cause],
      only: "wide",
    },
    { csv: { header: columns.ended, type: "time", of: refundEndedAt } },
    text(columns.of, ({ of }) => of.orderId ?? of.deductionId),
    text(columns.reason, ({ reason }) => reason),
    text(columns.failure, (refund) => refund.state === "failed" ? refund.failure : undefined),
    text(
      columns.channelTxnNo,
      (refund) => refund.state === "succeeded" ? refund.channelTxnNo : undefined,
    ),
    text(columns.refundId, ({ refundId }) => refundId),
  ];
}

/** When it succeeded or failed. */
export function refundEndedAt(refund: Refund): Instant | undefined {
  switch (refund.state) {
    case "requested":
    case "processing":
      return undefined;
    case "succeeded":
      return refund.succeededAt;
    case "failed":
      return refund.failedAt;
  }
}

const marks: Readonly<Record<Refund["state"], Mark>> = {
  requested: "processing",
  processing: "processing",
  succeeded: "paid",
  failed: "failed",
};

/** How a refund stands; one that nobody gets an answer about any more says so. */
export function RefundStateWord(
  { refund, lang }: { readonly refund: Refund; readonly lang: Lang },
) {
  const w = refundWords(lang);
  if (refund.state === "processing" && refund.queriesEndedAt !== undefined) {
    return <StateWord mark="unclear" text={w.unclear} />;
  }
  if (isUndelivered(refund)) {
    return <StateWord mark="unclear" text={unclaimedWords(lang).notArrived} />;
  }
  return <StateWord mark={marks[refund.state]} text={w.states[refund.state]} />;
}
