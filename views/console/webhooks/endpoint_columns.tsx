import { WAITING_MAX } from "../../../core/webhook/endpoint_health.ts";
import { Time } from "../../parts/time.tsx";
import type { Lang } from "../../words.ts";
import type { ListColumn } from "../list_column.ts";
import { StateWord } from "../state_word.tsx";
import { type EndpointShown, endpointState } from "./endpoint_state.tsx";
import { webhookWords } from "./words.ts";

/** What the table of endpoints shows, and what its file has. */
export function endpointColumns(lang: Lang): readonly ListColumn<EndpointShown>[] {
  const w = webhookWords(lang);
  return [
    {
      csv: { header: w.url, type: "text", of: ({ endpoint }) => endpoint.url },
      cell: ({ endpoint }) => <bdi class="mono line">{endpoint.url}</bdi>,
    },
    {
      csv: { header: w.state, type: "text", of: (row) => endpointState(row, lang).text },
      cell: (row) => (
        <>
          <StateWord {...endpointState(row, lang)} />
          {row.endpoint.failuresInRow === 0 ? null : (
            <span class="small quiet-text line">
              {w.failures} {row.endpoint.failuresInRow}
            </span>
          )}
        </>
      ),
    },
    {
      csv: { header: w.lastSuccess, type: "time", of: ({ health }) => health?.lastSuccessAt },
      cell: ({ health }) =>
        health?.lastSuccessAt === undefined
          ? w.never
          : <Time at={health.lastSuccessAt} lang={lang} />,
    },
    {
      csv: { header: w.failures, type: "number", of: ({ endpoint }) => endpoint.failuresInRow },
    },
    {
      csv: { header: w.p95, type: "number", of: ({ health }) => health?.p95 },
      cell: ({ health }) =>
        health?.p95 === undefined
          ? "–"
          : <span class="whole">{w.ms(health.p95.toLocaleString("en"))}</span>,
      only: "wide",
    },
    {
      csv: { header: w.waiting, type: "number", of: ({ health }) => health?.waiting },
      cell: ({ health }) => <span class="whole">{waitingText(health?.waiting ?? 0)}</span>,
      only: "wide",
    },
    {
      csv: {
        header: w.columns.endpointId,
        type: "text",
        of: ({ endpoint }) => endpoint.endpointId,
      },
    },
  ];
}

/** Exact as far as it was counted. */
export function waitingText(waiting: number): string {
  return waiting > WAITING_MAX ? `${WAITING_MAX.toLocaleString("en")}+` : `${waiting}`;
}
