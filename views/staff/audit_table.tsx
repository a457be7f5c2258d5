import type { NamedEntry } from "../../core/audit/list_audit.ts";
import { type Desk, paths } from "../../core/paths.ts";
import { formatTime } from "../parts/time.tsx";
import type { Lang } from "../words.ts";
import { auditWords } from "./audit_words.ts";

interface Props {
  readonly lang: Lang;
  readonly desk: Desk;
  readonly entries: readonly NamedEntry[];
  /** Whose audit it is; undefined = the institution's. */
  readonly place: string | undefined;
  /** The same list of only one type or actor. */
  readonly only: (filter: { readonly type: string } | { readonly by: string }) => string;
}

/** The entries as a table; on a phone each is a block. */
export function AuditTable({ lang, desk, entries, place, only }: Props) {
  const w = auditWords(lang);
  const [no, time, , who, what, about] = w.columns;
  const heads = [no, time, what, who, about];
  return (
    <table class="dense audit" role="table">
      <thead role="rowgroup">
        <tr role="row">
          {heads.map((head) => <th key={head} role="columnheader" scope="col">{head}</th>)}
        </tr>
      </thead>
      <tbody role="rowgroup">
        {entries.map((entry) => (
          <tr key={entry.entry} role="row">
            <th role="rowheader" scope="row">{entry.entry}</th>
            <td role="cell" data-label={time}>{formatTime(entry.at, lang)}</td>
            <td role="cell" data-label={what}>
              <a class="link mono" href={only({ type: entry.type })}>{entry.type}</a>
            </td>
            <td role="cell" data-label={who}>
              <Who lang={lang} entry={entry} place={place} href={only({ by: entry.by })} />
            </td>
            <td role="cell" data-label={about}>
              {entry.type === "audit.unmasked"
                ? <Look lang={lang} entry={entry} />
                : desk === "ops"
                ? <a class="link mono" href={paths.opsRecord(entry.subjectId)}>{entry.subjectId}</a>
                : <span class="mono">{entry.subjectId}</span>}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

/** Who it was, and where if that was elsewhere than here. */
function Who({ lang, entry: { by, name, home, merchantNo }, place, href }: {
  readonly lang: Lang;
  readonly entry: NamedEntry;
  readonly place: string | undefined;
  readonly href: string;
}) {
  const w = auditWords(lang);
  return (
    <span>
      <a class="link" href={href}>
        {name === undefined ? <span class="mono">{by}</span> : <bdi>{name}</bdi>}
      </a>{" "}
      {place !== undefined && merchantNo !== undefined && merchantNo !== place
        ? <span class="meta">{w.at(merchantNo)}</span>
        : null}
      {place !== undefined && home !== undefined && home !== place
        ? <span class="meta">{w.from(home)}</span>
        : null}
    </span>
  );
}

/** A look at personal data: whose, which, and why. */
function Look({ lang, entry: { data } }: {
  readonly lang: Lang;
  readonly entry: Pick<NamedEntry, "data">;
}) {
  const w = auditWords(lang);
  const names: Readonly<Record<string, string>> = w.fields;
  const { of = "", reason = "" } = data;
  const fields = Array.isArray(data["fields"]) ? data["fields"] : [];
  const separator = lang === "zh" ? "、" : ", ";
  return (
    <p>
      <b>
        {w.looked(
          fields.map((each) => names[String(each)] ?? String(each)).join(separator),
          String(of),
        )}
      </b>
      {reason === "" ? null : (
        <>
          <br />
          <bdi>{w.reason(String(reason))}</bdi>
        </>
      )}
    </p>
  );
}
