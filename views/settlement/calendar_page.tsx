import type { CalendarDay } from "../../core/calendar/calendar_day.ts";
import { writtenDays } from "../../core/calendar/set_calendar.ts";
import { paths } from "../../core/paths.ts";
import type { Proposal } from "../../core/proposal/proposal.ts";
import { isolated } from "../../core/text/isolated.ts";
import { dayOf } from "../parts/time.tsx";
import { Problem } from "../staff/problem.tsx";
import type { Lang } from "../words.ts";
import { settlementActWords } from "./act_words.ts";
import { errorText, type SettlementError, settlementWords } from "./words.ts";

interface Props {
  readonly lang: Lang;
  readonly year: number;
  /** How often it was set: at 0 its days are those that the portal comes with. */
  readonly version: number;
  readonly days: readonly CalendarDay[];
  /** About this year, waiting for a second person. */
  readonly proposals: readonly Proposal[];
  readonly mayWrite: boolean;
  readonly formError?: SettlementError | undefined;
  readonly typed?: string | undefined;
}

/** A year's days that are not what their weekday says, and where they are set. */
export function CalendarPage(props: Props) {
  const { lang, year, version, days, proposals, mayWrite, formError, typed } = props;
  const w = settlementWords(lang);
  const { kinds } = settlementActWords(lang);
  const count = (kind: CalendarDay["kind"]) =>
    `${days.filter((each) => each.kind === kind).length}`;
  return (
    <>
      <Problem text={formError && errorText(formError, lang)} field="days" />
      <p>
        <a class="link" href={paths.opsSettlements()}>{w.title}</a>
      </p>
      <div class="head">
        <h1>{w.calendarOf(`${year}`)}</h1>
        <span>
          <a class="link" href={paths.opsCalendar(`${year - 1}`)}>{w.yearBefore}</a> ·{" "}
          <a class="link" href={paths.opsCalendar(`${year + 1}`)}>{w.yearAfter}</a>
        </span>
      </div>
      <p class="quiet-text">{w.calendarHelp}</p>
      <section class="card stack">
        {version === 0 && days.length === 0
          ? <p>{w.calendarUnset}</p>
          : <h2>{w.calendarDays(count("off"), count("work"))}</h2>}
        {version === 0 && days.length > 0 ? <p>{w.calendarComesWith}</p> : null}
        <ul class="rows">
          {days.map(({ day, kind, name }) => (
            <li key={day}>
              <span>
                {dayOf(day, lang)} <span class="quiet-text">{isolated(name)}</span>
              </span>
              <span class="end">{kinds[kind]}</span>
            </li>
          ))}
        </ul>
      </section>
      {proposals.length === 0 ? null : (
        <section class="card stack">
          <h2>{w.waits}</h2>
          <ul class="rows">
            {proposals.map(({ proposalId }) => (
              <li key={proposalId}>
                <a class="link mono" href={paths.proposal("ops", proposalId)}>{proposalId}</a>
              </li>
            ))}
          </ul>
        </section>
      )}
      {mayWrite
        ? (
          <form class="card stack" method="post" action={paths.opsCalendar()}>
            <input type="hidden" name="year" value={`${year}`} />
            <input type="hidden" name="version" value={`${version}`} />
            <div class="field">
              <label for="days">{w.calendarText}</label>
              <textarea
                id="days"
                name="days"
                rows={12}
                class="mono"
                aria-describedby="days-hint"
                {...(formError ? { "aria-invalid": "true" } : {})}
              >
                {typed ?? writtenDays(days)}
              </textarea>
              <p id="days-hint" class="hint">{w.calendarHint}</p>
            </div>
            <button class="button" type="submit">{w.propose}</button>
          </form>
        )
        : null}
    </>
  );
}
