import type { LineState, ShownLine } from "../../core/reconciliation/reconciliation_store.ts";
import type { StatementFile } from "../../core/statement_file/statement_file.ts";
import type { MatchCounts } from "../../core/statement_file/statement_file_store.ts";
import { isContentKept } from "../../core/statement_file/keep_content.ts";
import { paths } from "../../core/paths.ts";
import { ListStates } from "../ops/list_states.tsx";
import { fact, Facts } from "../parts/facts.tsx";
import { Amount } from "../parts/money.tsx";
import { Time } from "../parts/time.tsx";
import { Problem } from "../staff/problem.tsx";
import type { Lang } from "../words.ts";
import { type ReconciliationError, reconciliationWords } from "./words.ts";

interface Props {
  readonly lang: Lang;
  readonly file: StatementFile;
  readonly counts: MatchCounts;
  readonly state: LineState | undefined;
  readonly lines: readonly ShownLine[];
  /** After which line the next page starts. */
  readonly next: number | undefined;
  readonly mayExport: boolean;
  readonly formError?: ReconciliationError | undefined;
}

/** One file of the channel: what it comes to, and its lines with what they are about. */
export function FilePage(props: Props) {
  const { lang, file, counts, state, lines, next, mayExport, formError } = props;
  const w = reconciliationWords(lang);
  const { fileId } = file;
  const shown = state === undefined ? {} : { state };
  const names = {
    all: `${w.states.all} ${file.totals.lines.toLocaleString("en")}`,
    matched: `${w.states.matched} ${counts.matched.toLocaleString("en")}`,
    differing: `${w.states.differing} ${counts.differing.toLocaleString("en")}`,
    missing_here: `${w.states.missing_here} ${counts.missingHere.toLocaleString("en")}`,
  };
  return (
    <>
      <Problem text={formError && w.errors[formError]} />
      <FileFacts lang={lang} file={file} mayExport={mayExport} />
      {file.kind === "summary" ? null : (
        <section class="card stack">
          <ListStates
            states={names}
            shown={state ?? "all"}
            href={(each) => paths.opsStatementFile(fileId, each === "all" ? {} : { state: each })}
          />
          {lines.length === 0 ? <p>{w.noLines}</p> : null}
          <ul class="rows">
            {lines.map((each) => <LineRow key={each.lineNo} lang={lang} line={each} />)}
          </ul>
          {next === undefined ? null : (
            <a
              class="button quiet"
              href={paths.opsStatementFile(fileId, { ...shown, after: `${next}` })}
            >
              {w.next}
            </a>
          )}
          {mayExport && lines.length > 0
            ? (
              <a class="link" href={paths.opsStatementFileCsv(fileId, shown)} download>
                {w.download}
              </a>
            )
            : null}
        </section>
      )}
    </>
  );
}

function FileFacts(
  { lang, file, mayExport }: Pick<Props, "lang" | "file" | "mayExport">,
) {
  const w = reconciliationWords(lang);
  const { name, kind, clearingDay, merchantNo, totals, sha256, bytes } = file;
  const { amount, fee, net } = {
    amount: totals.paid.fen - totals.paidBack.fen,
    fee: totals.fee,
    net: totals.net,
  };
  const imported = file.state === "imported" ? file : undefined;
  const agrees = imported?.summaryAgrees === undefined
    ? w.agrees.none
    : imported.summaryAgrees
    ? w.agrees.yes
    : w.agrees.no;
  const day = <a class="link" href={paths.opsReconciliation(clearingDay)}>{clearingDay}</a>;
  return (
    <section class="card stack">
      <h1 class="mono">{name}</h1>
      {imported ? null : <p>{w.importing}</p>}
      <Facts
        rows={[
          fact(w.kind, w.kinds[kind]),
          fact(w.clearingDay, day),
          fact(w.merchant, merchantNo && <span class="mono">{merchantNo}</span>),
          fact(w.lines, totals.lines.toLocaleString("en")),
          fact(w.amount, <Amount money={{ fen: amount, currency: "CNY" }} />),
          fact(w.fee, <Amount money={fee} />),
          fact(w.net, <Amount money={net} />),
          fact(w.summaryAgrees, agrees),
          fact(w.importedAt, imported && <Time at={imported.importedAt} lang={lang} />),
          fact(w.bytes, bytes.toLocaleString("en")),
          fact(w.sha256, <span class="mono small">{sha256}</span>),
        ]}
      />
      {mayExport && isContentKept(file)
        ? (
          <a class="link" href={paths.opsStatementFileContent(file.fileId)} download>
            {w.original}
          </a>
        )
        : null}
    </section>
  );
}

function LineRow({ lang, line }: { readonly lang: Lang; readonly line: ShownLine }) {
  const w = reconciliationWords(lang);
  const { lineNo, state, subjectId, differs, orderNo, txnNo, amount, fee, direction } = line;
  const said = [w.states[state], ...differs.map((each) => w.fields[each])];
  return (
    <li id={`line-${lineNo}`}>
      <span>
        <span>
          <b>{lineNo}</b> {said.join(" · ")}
        </span>
        <span class="small mono line">{orderNo ?? txnNo ?? line.traceNo}</span>
        {subjectId === undefined
          ? null
          : <a class="link mono small" href={paths.opsRecord(subjectId)}>{subjectId}</a>}
      </span>
      <span class="end">
        <Amount money={amount} />
        <span class="small quiet-text">
          {w.direction[direction]} · {w.fee} <Amount money={fee} />
        </span>
      </span>
    </li>
  );
}
