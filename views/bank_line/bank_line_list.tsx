import {
  type BankFile,
  type BankLine,
  type BankLineState,
  restOf,
} from "../../core/bank_line/bank_line.ts";
import { cny } from "../../core/money.ts";
import { paths } from "../../core/paths.ts";
import { Band } from "../parts/band.tsx";
import { formatMoney } from "../parts/money.tsx";
import { ListStates } from "../ops/list_states.tsx";
import { Problem } from "../staff/problem.tsx";
import { dayOf } from "../parts/time.tsx";
import type { Lang } from "../words.ts";
import { type BankLineFormError, bankLineWords } from "./words.ts";

export interface FileProblem {
  readonly code: BankLineFormError;
  /** Where in the file, and what is there. */
  readonly at?: { readonly line: number; readonly column: number; readonly detail: string };
}

interface Props {
  readonly lang: Lang;
  readonly state: BankLineState;
  readonly lines: readonly BankLine[];
  readonly next: string | undefined;
  readonly suspense: { readonly lines: number; readonly fen: number };
  readonly mayWrite: boolean;
  /** What has just come in. */
  readonly imported?: BankFile | undefined;
  readonly problem?: FileProblem | undefined;
}

/** Money that came in, by state, with what is in suspense altogether, and where more of it is imported. */
export function BankLineListPage(props: Props) {
  const { lang, state, lines, next, suspense, mayWrite, imported, problem } = props;
  const w = bankLineWords(lang);
  const { at } = problem ?? {};
  const where = at ? `${w.place(at.line, at.column)}: ${at.detail}` : "";
  return (
    <>
      <Problem text={problem && `${w.errors[problem.code]} ${where}`} field={problem && "file"} />
      <div class="head">
        <h1>{w.title}</h1>
        <a class="button quiet" href={paths.opsTransferRefunds()}>{w.refunds}</a>
      </div>
      <p class="quiet-text">{w.help}</p>
      {imported
        ? (
          <Band mark="paid">
            <p>{w.imported(imported.lines, imported.known, formatMoney(imported.amount))}</p>
          </Band>
        )
        : null}
      <section class="card stack">
        <p>{w.suspense(formatMoney(cny(suspense.fen)), suspense.lines)}</p>
        <ListStates
          states={w.states}
          shown={state}
          href={(each) => paths.opsBankLines(each === "suspense" ? {} : { state: each })}
        />
        {lines.length === 0 ? <p>{w.none[state]}</p> : null}
        <ul class="rows">
          {lines.map((line) => <LineRow key={line.lineId} lang={lang} line={line} />)}
        </ul>
        {next === undefined
          ? null
          : (
            <a class="button quiet" href={paths.opsBankLines({ state, after: next })}>
              {w.next}
            </a>
          )}
      </section>
      {mayWrite
        ? (
          <form
            class="card stack"
            method="post"
            action={paths.opsBankFiles()}
            enctype="multipart/form-data"
          >
            <h2>{w.importing}</h2>
            <p class="field">
              <label for="file">{w.file}</label>
              <input
                id="file"
                type="file"
                name="file"
                accept=".csv,.txt,.xlsx"
                required
                aria-describedby="file-hint"
              />
              <span id="file-hint" class="hint">{w.importHelp}</span>
            </p>
            <button class="button" type="submit">{w.importIt}</button>
          </form>
        )
        : null}
    </>
  );
}

function LineRow({ lang, line }: { readonly lang: Lang; readonly line: BankLine }) {
  const w = bankLineWords(lang);
  const shown = line.state === "suspense" ? restOf(line) : line.amount;
  return (
    <li>
      <span>
        <a class="link" href={paths.opsBankLine(line.lineId)}>{formatMoney(shown)}</a>
        <span class="small quiet-text">
          {dayOf(line.bookedOn, lang)} ·{" "}
          {line.reason ? w.reasons[line.reason] : w.states[line.state]}
        </span>
        <span class="line small">
          <bdi>{line.remark}</bdi>
        </span>
      </span>
    </li>
  );
}
