import { paths } from "../../core/paths.ts";
import type { OwnDay, OwnDays } from "../../core/reconciliation/view_own_days.ts";
import { Amount } from "../parts/money.tsx";
import { dayOf } from "../parts/time.tsx";
import type { Lang } from "../words.ts";
import { reconciliationWords } from "./words.ts";

interface Props {
  readonly lang: Lang;
  readonly own: OwnDays;
}

/** For a merchant's finance: what the channel cleared each day, and how it met what happened here. */
export function OwnDaysPage({ lang, own: { days, next } }: Props) {
  const w = reconciliationWords(lang);
  return (
    <>
      <h1>{w.title}</h1>
      <p class="quiet-text">{w.ownHelp}</p>
      <section class="card stack">
        {days.length === 0 ? <p>{w.noDays}</p> : null}
        <ul class="rows">
          {days.map((each) => <DayRow key={each.file.fileId} lang={lang} of={each} />)}
        </ul>
        {next
          ? <a class="button quiet" href={paths.consoleReconciliation(next)}>{w.next}</a>
          : null}
      </section>
    </>
  );
}

function DayRow({ lang, of }: { readonly lang: Lang; readonly of: OwnDay }) {
  const w = reconciliationWords(lang);
  const { file: { clearingDay, totals }, counts, missingThere } = of;
  const figures = [
    w.figures.matched(counts.matched.toLocaleString("en")),
    w.figures.differing(counts.differing.toLocaleString("en")),
    w.figures.missing_here(counts.missingHere.toLocaleString("en")),
    w.figures.missing_there(missingThere.toLocaleString("en")),
  ];
  return (
    <li>
      <span>
        <b>{dayOf(clearingDay, lang)}</b>
        <span class="small quiet-text">{figures.join(" · ")}</span>
      </span>
      <span class="end">
        <span class="line">
          {w.net} <Amount money={totals.net} />
        </span>
        <span class="small quiet-text">
          {w.fee} <Amount money={totals.fee} />
        </span>
      </span>
    </li>
  );
}
