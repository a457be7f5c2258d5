import type { Application, ApplicationState } from "../../../core/application/application.ts";
import type { Mark } from "../../parts/state_mark.tsx";
import { Time } from "../../parts/time.tsx";
import type { Lang } from "../../words.ts";
import type { ListColumn } from "../list_column.ts";
import { StateWord } from "../state_word.tsx";
import { childWords } from "./child_words.ts";

export const applicationMarks: Readonly<Record<ApplicationState, Mark>> = {
  submitted: "processing",
  approved: "paid",
  rejected: "failed",
};

/** What a list of applications shows, and what its file has. Contact and account are in neither. */
export function applicationColumns(lang: Lang): readonly ListColumn<Application>[] {
  const w = childWords(lang);
  const text = (header: string, of: (row: Application) => string | undefined) => ({
    csv: { header, type: "text", of } as const,
  });
  return [
    { ...text(w.columns.name, ({ name }) => name), cell: ({ name }) => <bdi>{name}</bdi> },
    {
      ...text(w.columns.reference, ({ reference }) => reference),
      cell: ({ reference }) => <span class="mono">{reference}</span>,
    },
    {
      ...text(w.columns.state, ({ state }) => w.applicationStates[state]),
      cell: ({ state }) => (
        <StateWord mark={applicationMarks[state]} text={w.applicationStates[state]} />
      ),
    },
    {
      csv: { header: w.submitted, type: "time", of: ({ submittedAt }) => submittedAt },
      cell: ({ submittedAt }) => <Time at={submittedAt} lang={lang} />,
    },
    { csv: { header: w.decided, type: "time", of: ({ decidedAt }) => decidedAt } },
    text(w.rejection, ({ rejectionReason }) => rejectionReason),
    text(w.merchantNo, ({ merchantNo }) => merchantNo),
    text(w.columns.legalName, ({ legalName }) => legalName),
    text(w.columns.licence, ({ licenceNo }) => licenceNo),
    { csv: { header: w.version, type: "number", of: ({ version }) => version } },
  ];
}
