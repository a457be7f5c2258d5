import { paths } from "../../core/paths.ts";
import type { FeesOfMonth } from "../../core/statement/statement_store.ts";
import { Amount } from "../parts/money.tsx";
import { monthOf } from "../parts/time.tsx";
import type { Lang } from "../words.ts";
import { feeWords } from "./words.ts";

/** What a number paid in fees, month by month. */
export function MonthList(
  { lang, months }: { readonly lang: Lang; readonly months: readonly FeesOfMonth[] },
) {
  const w = feeWords(lang);
  return (
    <>
      <h1>{w.months}</h1>
      <p class="quiet-text">{w.monthsHelp}</p>
      <section class="card stack">
        {months.length === 0 ? <p>{w.noMonths}</p> : null}
        <ul class="rows">
          {months.map(({ month, lines, fee }) => (
            <li key={month}>
              <span>
                <a class="link" href={paths.consoleFeeMonth(month)}>{monthOf(month, lang)}</a>
                <span class="small quiet-text">{w.lineCount(lines.toLocaleString("en"))}</span>
              </span>
              <span class="end">
                <Amount money={fee} />
              </span>
            </li>
          ))}
        </ul>
      </section>
    </>
  );
}
