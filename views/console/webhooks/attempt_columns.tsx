import type { AttemptRow } from "../../../core/webhook/attempt_row.ts";
import type { DeliveryAttempt } from "../../../core/webhook/delivery.ts";
import type { Mark } from "../../parts/state_mark.tsx";
import { formatTime, Time } from "../../parts/time.tsx";
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

const URL_CHARACTERS_MAX = 40;

/** Enough to tell endpoints apart; the whole is on the delivery's page and in the file. */
function shortUrl(url: string): string {
  const bare = url.replace(/^https?:\/\//i, "");
  return bare.length <= URL_CHARACTERS_MAX ? bare : `${bare.slice(0, URL_CHARACTERS_MAX)}…`;
}

/** What a list of attempts shows, and what its file has. */
export function attemptColumns(lang: Lang): readonly ListColumn<AttemptRow>[] {
  const { columns, attemptStates, statuses, triggers, ms, nextAt } = webhookWords(lang);
  const text = (header: string, of: (row: AttemptRow) => string | undefined) => ({
    csv: { header, type: "text", of } as const,
  });
  return [
    {
      ...text(columns.event, ({ eventType }) => eventType),
      cell: ({ eventType, url }) => (
        <span class="line">
          <span class="mono">{eventType}</span>
          <bdi class="small line plain">{shortUrl(url)}</bdi>
        </span>
      ),
    },
    {
      ...text(columns.outcome, ({ state }) => attemptStates[state]),
      cell: ({ state, nextAttemptAt }) => (
        <>
          <StateWord mark={attemptMarks[state]} text={attemptStates[state]} />
          {nextAttemptAt === undefined ? null : (
            <span class="small quiet-text line wide">
              {nextAt(formatTime(nextAttemptAt, lang))}
            </span>
          )}
        </>
      ),
    },
    {
      csv: { header: columns.at, type: "time", of: ({ at }) => at },
      cell: ({ at, trigger }) => (
        <>
          <Time at={at} lang={lang} />
          <span class="small quiet-text line">{triggers[trigger]}</span>
        </>
      ),
    },
    {
      ...text(columns.answer, (row) => answerText(row, lang)),
      cell: (row) => (
        <>
          <bdi>{row.status ?? statuses.none}</bdi>
          <span class="small quiet-text line">{ms(row.tookMs.toLocaleString("en"))}</span>
        </>
      ),
    },
    text(columns.url, ({ url }) => url),
    { csv: { header: columns.tookMs, type: "number", of: ({ tookMs }) => tookMs } },
    text(columns.trigger, ({ trigger }) => triggers[trigger]),
    { csv: { header: columns.next, type: "time", of: ({ nextAttemptAt }) => nextAttemptAt } },
    { csv: { header: columns.number, type: "number", of: ({ number }) => number } },
    text(columns.about, ({ about }) => about),
    text(columns.eventId, ({ eventId }) => eventId),
    text(columns.deliveryId, ({ deliveryId }) => deliveryId),
    text(columns.endpointId, ({ endpointId }) => endpointId),
  ];
}
