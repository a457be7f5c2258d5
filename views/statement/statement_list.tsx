import { paths } from "../../core/paths.ts";
import { permits, type Role } from "../../core/permission/role.ts";
import type { ReadyStatement } from "../../core/statement/statement.ts";
import type { StatementsView } from "../../core/statement/view_statements.ts";
import { ListStates } from "../ops/list_states.tsx";
import { Band } from "../parts/band.tsx";
import { Amount } from "../parts/money.tsx";
import { dayOf } from "../parts/time.tsx";
import { Problem } from "../staff/problem.tsx";
import type { Lang } from "../words.ts";
import { type StatementError, statementWords } from "./words.ts";

interface Props {
  readonly lang: Lang;
  readonly role: Role;
  readonly view: StatementsView;
  /** As it was typed, where it comes back. */
  readonly typed?: string | undefined;
  readonly formError?: StatementError | undefined;
  readonly saved?: boolean;
}

/** A number's statements day by day, and what they have beside what every line has. */
export function StatementList({ lang, role, view, typed, formError, saved }: Props) {
  const w = statementWords(lang);
  const { scope, statements, next } = view;
  return (
    <>
      <Problem text={formError && w.errors[formError]} field="metadata_keys" />
      <h1>{w.title}</h1>
      {saved
        ? (
          <div role="status">
            <Band mark="paid">{w.saved}</Band>
          </div>
        )
        : null}
      <p class="quiet-text">{w.help}</p>
      {view.hasRolledUp
        ? (
          <ListStates
            states={w.scopes}
            shown={scope}
            href={(each) => paths.consoleStatements({ scope: each })}
          />
        )
        : null}
      <section class="card stack">
        {statements.length === 0 ? <p>{scope === "own" ? w.none : w.noneRolledUp}</p> : null}
        <ul class="rows">
          {statements.map((each) => <StatementRow key={each.day} lang={lang} of={each} />)}
        </ul>
        {next
          ? (
            <a class="button quiet" href={paths.consoleStatements({ scope, before: next })}>
              {w.next}
            </a>
          )
          : null}
      </section>
      <Metadata lang={lang} role={role} view={view} typed={typed} formError={formError} />
    </>
  );
}

function StatementRow({ lang, of }: { readonly lang: Lang; readonly of: ReadyStatement }) {
  const w = statementWords(lang);
  return (
    <li>
      <span>
        <a class="link" href={paths.consoleStatement(of.day, of.scope)}>{dayOf(of.day, lang)}</a>
        <span class="small quiet-text">{w.lines(of.lines.toLocaleString("en"))}</span>
      </span>
      <span class="end">
        <span class="line">
          {w.columns.net} <Amount money={of.net} />
        </span>
        <span class="small quiet-text">
          {w.fee} <Amount money={of.fee} />
        </span>
      </span>
    </li>
  );
}

function Metadata({ lang, role, view, typed, formError }: Props) {
  const w = statementWords(lang);
  const keys = view.metadataKeys.join("\n");
  return (
    <section class="card stack">
      <h2>{w.metadata}</h2>
      <p class="quiet-text">{w.metadataHelp}</p>
      {permits(role, "statements:write")
        ? (
          <form class="stack" method="post" action={paths.consoleStatementMetadata()}>
            <input type="hidden" name="version" value={view.version} />
            <div class="field">
              <label for="metadata_keys">{w.metadataKeys}</label>
              <textarea
                id="metadata_keys"
                name="metadata_keys"
                rows={3}
                class="mono"
                aria-invalid={formError ? "true" : undefined}
              >
                {typed ?? keys}
              </textarea>
            </div>
            <button class="button" type="submit">{w.save}</button>
          </form>
        )
        : <p class="mono">{keys === "" ? w.noMetadata : keys}</p>}
    </section>
  );
}
