import type { Mode } from "../../core/merchant/merchant.ts";
import { paths } from "../../core/paths.ts";
import type { IssuedDay } from "../../core/statement/statement_store.ts";
import type { BusinessDay } from "../../core/time.ts";
import { ListStates } from "../ops/list_states.tsx";
import { Amount } from "../parts/money.tsx";
import { dayOf } from "../parts/time.tsx";
import type { Lang } from "../words.ts";
import { statementWords } from "./words.ts";

interface Props {
  readonly lang: Lang;
  readonly mode: Mode;
  readonly days: readonly IssuedDay[];
  readonly next: BusinessDay | undefined;
  readonly mayExport: boolean;
}

/** For operators: what the statements of a day come to, and the institution's file of it. */
export function IssuedDays({ lang, mode, days, next, mayExport }: Props) {
  const w = statementWords(lang);
  return (
    <>
      <h1>{w.desk}</h1>
      <p class="quiet-text">{w.deskHelp}</p>
      <ListStates
        states={w.modes}
        shown={mode}
        href={(each) => paths.opsStatements({ mode: each })}
      />
      <section class="card stack">
        {days.length === 0 ? <p>{w.noDays}</p> : null}
        <ul class="rows">
          {days.map(({ day, statements, lines, net, fee }) => (
            <li key={day}>
              <span>
                <b>{dayOf(day, lang)}</b>
                <span class="small quiet-text">
                  {w.statements(statements.toLocaleString("en"))} ·{" "}
                  {w.lines(lines.toLocaleString("en"))}
                </span>
                {mayExport && lines > 0
                  ? <a class="link" href={paths.opsStatementsAcom(day, mode)} download>{w.acom}</a>
                  : null}
              </span>
              <span class="end">
                <span class="line">
                  {w.columns.net} <Amount money={net} />
                </span>
                <span class="small quiet-text">
                  {w.fee} <Amount money={fee} />
                </span>
              </span>
            </li>
          ))}
        </ul>
        {next
          ? <a class="button quiet" href={paths.opsStatements({ mode, before: next })}>{w.next}</a>
          : null}
      </section>
    </>
  );
}
