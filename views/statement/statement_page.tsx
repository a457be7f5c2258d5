import { paths } from "../../core/paths.ts";
import type { ReadyStatement } from "../../core/statement/statement.ts";
import { manifestNameOf } from "../../core/statement/statement_names.ts";
import { fact, Facts } from "../parts/facts.tsx";
import { Amount } from "../parts/money.tsx";
import { dayOf, Time } from "../parts/time.tsx";
import type { Lang } from "../words.ts";
import { statementWords } from "./words.ts";

interface Props {
  readonly lang: Lang;
  readonly statement: ReadyStatement;
  readonly mayExport: boolean;
}

/** The statement of a day: what it comes to, its files, and how to check them. */
export function StatementPage({ lang, statement, mayExport }: Props) {
  const w = statementWords(lang);
  const { day, scope, opening, amount, fee, net, closing } = statement;
  return (
    <>
      <p>
        <a class="link" href={paths.consoleStatements({ scope })}>{w.title}</a>
      </p>
      <section class="card stack">
        <h1>{w.of(dayOf(day, lang))}</h1>
        <p class="quiet-text">
          {w.scopes[scope]} · <Time at={statement.issuedAt} lang={lang} />
        </p>
        <Facts
          rows={[
            fact(w.opening, <Amount money={opening} />),
            fact(w.amount, <Amount money={amount} />),
            fact(w.fee, <Amount money={fee} />),
            fact(w.net, <Amount money={net} />),
            fact(w.closing, <Amount money={closing} />),
          ]}
        />
      </section>
      <Totals lang={lang} statement={statement} />
      <section class="card stack">
        <h2>{w.files}</h2>
        {mayExport ? null : <p class="quiet-text">{w.noExport}</p>}
        <ul class="rows">
          {statement.files.map(({ format, name, bytes, sha256 }) => (
            <li key={format}>
              <span>
                {mayExport
                  ? (
                    <a class="link" href={paths.consoleStatementFile(day, format, scope)} download>
                      {name}
                    </a>
                  )
                  : <b>{name}</b>}
                <span class="small quiet-text">{w.formats[format]}</span>
                <span class="mono small quiet-text">{sha256}</span>
              </span>
              <span class="end small">{sizeOf(bytes)}</span>
            </li>
          ))}
        </ul>
        {mayExport ? <Check lang={lang} statement={statement} /> : null}
      </section>
    </>
  );
}

function Totals({ lang, statement }: Pick<Props, "lang" | "statement">) {
  const w = statementWords(lang);
  const { columns } = w;
  const kinds = Object.entries(statement.totals);
  if (kinds.length === 0) return null;
  return (
    <section class="card stack">
      <h2>{w.totals}</h2>
      <table class="dense" role="table">
        <caption class="sr">{w.totals}</caption>
        <thead role="rowgroup">
          <tr role="row">
            <th role="columnheader" scope="col">{columns.kind}</th>
            <th role="columnheader" scope="col" class="end">{columns.lines}</th>
            <th role="columnheader" scope="col" class="end">{columns.amount}</th>
            <th role="columnheader" scope="col" class="end">{columns.fee}</th>
            <th role="columnheader" scope="col" class="end">{columns.net}</th>
          </tr>
        </thead>
        <tbody role="rowgroup">
          {kinds.map(([kind, { lines, amount, fee, net }]) => (
            <tr key={kind} role="row">
              <th role="rowheader" scope="row">{w.kinds[kind] ?? kind}</th>
              <td role="cell" class="end" data-label={columns.lines}>
                {lines.toLocaleString("en")}
              </td>
              <td role="cell" class="end" data-label={columns.amount}>
                <Amount money={amount} />
              </td>
              <td role="cell" class="end" data-label={columns.fee}>
                <Amount money={fee} />
              </td>
              <td role="cell" class="end" data-label={columns.net}>
                <Amount money={net} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

function Check({ lang, statement }: Pick<Props, "lang" | "statement">) {
  const w = statementWords(lang);
  const { day, scope } = statement;
  return (
    <>
      <h3>{w.manifest}</h3>
      <p class="quiet-text">{w.manifestHelp}</p>
      <pre class="json" tabindex={0}>deno task verify_statement .</pre>
      <p class="tools">
        <a
          class="button quiet"
          href={paths.consoleStatementFile(day, "manifest", scope)}
          download={manifestNameOf(statement)}
        >
          {w.manifest}
        </a>
        <a class="button quiet" href={paths.jwks()} download="jwks.json">{w.keys}</a>
      </p>
    </>
  );
}

const KIB = 1_024;

function sizeOf(bytes: number): string {
  if (bytes < KIB) return `${bytes} B`;
  return bytes < KIB * KIB
    ? `${Math.round(bytes / KIB).toLocaleString("en")} KiB`
    : `${Math.round(bytes / KIB / KIB).toLocaleString("en")} MiB`;
}
