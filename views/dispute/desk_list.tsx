import type { Dispute, DisputeState } from "../../core/dispute/dispute.ts";
import { isWaiting } from "../../core/dispute/dispute.ts";
import type { DisputeList } from "../../core/dispute/list_disputes.ts";
import { paths } from "../../core/paths.ts";
import type { Instant } from "../../core/time.ts";
import { ListStates } from "../ops/list_states.tsx";
import { Amount } from "../parts/money.tsx";
import { withMoments } from "../parts/moments.tsx";
import { formatTime } from "../parts/time.tsx";
import { Problem } from "../staff/problem.tsx";
import type { Lang } from "../words.ts";
import { type DisputeDeskError, disputeDeskWords } from "./desk_words.ts";
import { disputeWords } from "./words.ts";

interface Props {
  readonly lang: Lang;
  readonly now: Instant;
  readonly state: DisputeState;
  readonly list: DisputeList;
  readonly mayExport: boolean;
  readonly formError?: DisputeDeskError | undefined;
}

/** Disputes of any merchant by how they stand, the oldest first: what waits for the institution to begin with. */
export function DeskDisputeList({ lang, now, state, list, mayExport, formError }: Props) {
  const w = disputeDeskWords(lang);
  const { states } = disputeWords(lang);
  const { escalated, ...others } = states;
  const { disputes, next } = list;
  return (
    <>
      <Problem text={formError && w.errors[formError]} />
      <h1>{w.title}</h1>
      <p class="quiet-text">{w.help}</p>
      <section class="card stack">
        <ListStates
          states={{ escalated, ...others }}
          shown={state}
          href={(each) => paths.opsDisputes(each === "escalated" ? {} : { state: each })}
        />
        {disputes.length === 0 ? <p>{w.none}</p> : null}
        <ul class="rows">
          {disputes.map((each) => (
            <DisputeRow key={each.disputeId} lang={lang} now={now} dispute={each} />
          ))}
        </ul>
        {next
          ? (
            <a
              class="button quiet"
              href={paths.opsDisputes({ state, after: `${next.at}.${next.id}` })}
            >
              {w.next}
            </a>
          )
          : null}
        {mayExport
          ? <a class="link" href={paths.opsDisputesCsv({ state })} download>{w.download}</a>
          : null}
      </section>
    </>
  );
}

function DisputeRow({ lang, now, dispute }: {
  readonly lang: Lang;
  readonly now: Instant;
  readonly dispute: Dispute;
}) {
  const w = disputeDeskWords(lang);
  const { reasons, columns } = disputeWords(lang);
  const due = isWaiting(dispute) ? dispute.dueAt : undefined;
  return (
    <li>
      <span>
        <a class="link" href={paths.opsDispute(dispute.disputeId)}>{reasons[dispute.reason]}</a>
        <span class="small quiet-text">
          <span class="mono">{dispute.merchantNo}</span>
          {due === undefined ? null : withMoments(` · ${columns.due} ${formatTime(due, lang)}`)}
        </span>
      </span>
      <span class="end">
        <Amount money={dispute.amount} />
        {due !== undefined && due <= now ? <span class="line small ochre">{w.overdue}</span> : null}
      </span>
    </li>
  );
}
