import type { Complaint, ComplaintState } from "../../core/complaint/complaint.ts";
import type { ComplaintList } from "../../core/complaint/list_complaints.ts";
import { paths } from "../../core/paths.ts";
import { Problem } from "../staff/problem.tsx";
import type { Lang } from "../words.ts";
import { type ComplaintFormError, complaintWords } from "./complaint_words.ts";
import { ListStates } from "./list_states.tsx";
import { opsWords } from "./words.ts";

/** Whose complaints the URL asks for; of neither, everybody's. */
export interface ComplaintFilter {
  readonly merchant?: string;
  readonly enterprise?: string;
}

interface Props {
  readonly lang: Lang;
  readonly state: ComplaintState;
  readonly filter: ComplaintFilter;
  readonly list: ComplaintList;
  readonly mayWrite: boolean;
  readonly mayExport: boolean;
  readonly formError?: ComplaintFormError | undefined;
}

/** Complaints, of everybody or about one merchant number or enterprise: open ones the oldest first. */
export function ComplaintListPage(props: Props) {
  const { lang, state, filter, list: { complaints, next }, mayWrite, mayExport, formError } = props;
  const w = complaintWords(lang);
  const whom = filter.merchant ?? filter.enterprise;
  const shown = { ...filter, state };
  return (
    <>
      <Problem text={formError && w.errors[formError]} />
      <div class="head">
        <h1>{w.title}</h1>
        {mayWrite
          ? <a class="button quiet" href={paths.opsNewComplaint(filter.merchant)}>{w.record}</a>
          : null}
      </div>
      {whom === undefined ? <p class="quiet-text">{w.help}</p> : (
        <p class="head">
          <span class="mono">{w.of(whom)}</span>
          <a class="link" href={paths.opsComplaints()}>{w.everybody}</a>
        </p>
      )}
      <section class="card stack">
        <ListStates
          states={w.states}
          shown={state}
          href={(each) =>
            paths.opsComplaints({ ...filter, ...(each === "open" ? {} : { state: each }) })}
        />
        {complaints.length === 0 ? <p>{w.none[state]}</p> : null}
        <ul class="rows">
          {complaints.map((each) => (
            <ComplaintRow
              key={each.complaintId}
              lang={lang}
              item={each}
            />
          ))}
        </ul>
        {next
          ? (
            <a
              class="button quiet"
              href={paths.opsComplaints({ ...shown, after: `${next.on}.${next.id}` })}
            >
              {opsWords(lang).next}
            </a>
          )
          : null}
        {mayExport
          ? <a class="link" href={paths.opsComplaintsCsv(shown)} download>{w.download}</a>
          : null}
      </section>
    </>
  );
}

function ComplaintRow({ lang, item }: { readonly lang: Lang; readonly item: Complaint }) {
  const { complaintId, kind, receivedOn, merchantNo, about } = item;
  return (
    <li>
      <span>
        <a class="link" href={paths.opsComplaint(complaintId)}>
          {complaintWords(lang).kinds[kind]}
        </a>
        <span class="small quiet-text">
          {receivedOn} · <span class="mono">{merchantNo}</span>
        </span>
        {about === undefined ? null : <span class="line mono small">{about}</span>}
      </span>
    </li>
  );
}
