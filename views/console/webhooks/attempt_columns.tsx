import type { AttemptRow } from "../../../core/webhook/attempt_row.ts";
import type { DeliveryAttempt } from "../../../core/webhook/delivery.ts";
import type { Mark } from "../../parts/state_mark.tsx";
import { Time } from "../../parts/time.tsx";
import type { Lang } from "../../words.ts";
import type { ListColumn } from "../list_column.ts";
import { StateWord } from "../state_word.tsx";
import { webhookWords } from "./words.ts";

export const attemptMarks: Readonly<Record<DeliveryAttempt["state"], Mark>> = {
  delivered: "paid",
  due: "unclear",
  exhausted: "failed",
};

/** What the receiver answered, or what came instead of an answer. */
export function answerText(
  { status, error }: Pick<AttemptRow, "status" | "error">,
  lang: Lang,
): string {
  if (status !== undefined) return `${status}`;
  return error === "timed_out" ? webhookWords(lang).timedOut : error ?? "";
}

/** What a list of attempts shows, and what its file has. */
export function attemptColumns(lang: Lang): readonly ListColumn<AttemptRow>[] {
  const { columns, attemptStates, triggers, ms } = webhookWords(lang);
  const text = (header: string, of: (row: AttemptRow) => string | undefined) => ({
    csv: { header, type: "text", of } as const,
  });
  return [
    {
      ...text(columns.event, ({ eventType }) => eventType),
      cell: ({ eventType }) => <span class="mono">{eventType}</span>,
    },
    {
      ...text(columns.outcome, ({ state }) => attemptStates[state]),
      cell: ({ state }) => <StateWord mark={attemptMarks[state]} text={attemptStates[state]} />,
    },
    {
      ...text(columns.answer, (row) => answerText(row, lang)),
      cell: (row) => <bdi>{answerText(row, lang)}</bdi>,
    },
    {
      csv: { header: columns.at, type: "time", of: ({ at }) => at },
      cell: ({ at }) => <Time at={at} lang={lang} />,
    },
    {
      ...text(columns.url, ({ url }) => url),
      cell: ({ url }) => <bdi class="mono small line">{url}</bdi>,
      only: "wide",
    },
    {
      csv: { header: columns.tookMs, type: "number", of: ({ tookMs }) => tookMs },
      cell: ({ tookMs }) => ms(tookMs.toLocaleString("en")),
      only: "wide",
    },
    {
      ...text(columns.trigger, ({ trigger }) => triggers[trigger]),
      cell: ({ trigger }) => triggers[trigger],
      only: "wide",
    },
    {
      csv: { header: columns.next, type: "time", of: ({ nextAttemptAt }) => nextAttemptAt },
      cell: ({ nextAttemptAt }) =>
        nextAttemptAt === undefined ? "–" : <Time at={nextAttemptAt} lang={lang} />,
      only: "wide",
    },
    { csv: { header: columns.number, type: "number", of: ({ number }) => number } },
    text(columns.about, ({ about }) => about),
    text(columns.eventId, ({ eventId }) => eventId),
    text(columns.deliveryId, ({ deliveryId }) => deliveryId),
    text(columns.endpointId, ({ endpointId }) => endpointId),
  ];
}
