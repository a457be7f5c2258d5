import type { AuditList } from "../../core/audit/list_audit.ts";
import { type Desk, paths } from "../../core/paths.ts";
import { permits } from "../../core/permission/role.ts";
import type { Frame } from "../frame.ts";
import { Facts } from "../parts/facts.tsx";
import type { Lang } from "../words.ts";
import { AuditTable } from "./audit_table.tsx";
import { auditWords } from "./audit_words.ts";
import { DeskLayout, type Who } from "./desk.tsx";
import { Problem } from "./problem.tsx";
import { placeName } from "./place_name.ts";

/** What the URL says, as it was typed. */
export interface AuditQuery {
  readonly by?: string | undefined;
  readonly type?: string | undefined;
  readonly day?: string | undefined;
}

export type AuditProblem = "too_many" | "day_wrong";

interface Props {
  readonly frame: Frame;
  readonly desk: Desk;
  readonly who: Who;
  readonly query: AuditQuery;
  readonly list: AuditList;
  /** Why nothing was exported or filtered. */
  readonly problem?: AuditProblem | undefined;
}

/** What our own people did, newest first, and where the chain ends. */
export function AuditPage({ frame, desk, who, query, list, problem }: Props) {
  const { lang } = frame;
  const w = auditWords(lang);
  const { entries, before } = list;
  const title = placeName("audit", lang);
  return (
    <DeskLayout frame={frame} desk={desk} who={who} section="audit" title={title}>
      <Problem text={problem && w.problems[problem]} />
      <h1>{title}</h1>
      <p class="quiet-text">{w.help[desk]}</p>
      {desk === "ops" ? <Head lang={lang} list={list} /> : null}
      <Filter lang={lang} desk={desk} query={query} />
      <section class="card stack">
        {entries.length === 0 ? <p>{w.none}</p> : (
          <AuditTable
            lang={lang}
            desk={desk}
            entries={entries}
            place={who.merchant?.merchantNo}
            only={(filter) => paths.audit(desk, queryText({ ...query, ...filter }))}
          />
        )}
        <div class="head">
          {before === undefined
            ? null
            : (
              <a class="button quiet" href={paths.audit(desk, queryText({ ...query, before }))}>
                {w.older}
              </a>
            )}
          {permits(who.role, "exports:read")
            ? (
              <a class="link" href={paths.audit(desk, queryText({ ...query, format: "csv" }))}>
                {w.download}
              </a>
            )
            : null}
        </div>
      </section>
    </DeskLayout>
  );
}

function queryText(
  query: AuditQuery & { readonly before?: number; readonly format?: "csv" },
): string {
  const given = Object.entries(query).flatMap(([name, value]) =>
    value === undefined || value === "" ? [] : [[name, String(value)]]
  );
  return new URLSearchParams(given).toString();
}

function Head({ lang, list: { end, published } }: {
  readonly lang: Lang;
  readonly list: Pick<AuditList, "end" | "published">;
}) {
  const w = auditWords(lang);
  return (
    <section class="card">
      <Facts
        rows={[
          [w.entries, end.entries],
          [w.hash, <span key="hash" class="mono small">{end.hash}</span>],
          [w.published, published ? w.publishedAs(published.day, published.entries) : w.notYet],
        ]}
      />
    </section>
  );
}

function Filter({ lang, desk, query }: {
  readonly lang: Lang;
  readonly desk: Desk;
  readonly query: AuditQuery;
}) {
  const w = auditWords(lang);
  const field = (name: keyof AuditQuery, type: "text" | "date") => (
    <div class="field">
      <label for={name}>{w[name]}</label>
      <input
        id={name}
        name={name}
        type={type}
        value={query[name] ?? ""}
        maxlength={100}
        autocomplete="off"
        spellcheck={false}
      />
    </div>
  );
  return (
    <form class="card stack" method="get" action={paths.audit(desk)}>
      {field("by", "text")}
      {field("type", "text")}
      {field("day", "date")}
      <div class="head">
        <button class="button quiet" type="submit">{w.filter}</button>
        <a class="link" href={paths.audit(desk)}>{w.all}</a>
      </div>
    </form>
  );
}
