import { paths } from "../../core/paths.ts";
import {
  type DayView,
  type FileOfDay,
  FILES_SHOWN_MAX,
} from "../../core/reconciliation/view_day.ts";
import type { KindFigures } from "../../core/reconciliation/reconciliation_store.ts";
import { isolated } from "../../core/text/isolated.ts";
import { after, type BusinessDay, businessDay, days, startOfBusinessDay } from "../../core/time.ts";
import { fact, Facts } from "../parts/facts.tsx";
import { Amount } from "../parts/money.tsx";
import { dayOf } from "../parts/time.tsx";
import type { Lang } from "../words.ts";
import { flawText } from "./flaw_text.ts";
import { DayPlot } from "./day_plot.tsx";
import { reconciliationWords } from "./words.ts";

interface Props {
  readonly lang: Lang;
  readonly view: DayView;
  readonly mayWrite: boolean;
}

/** A clearing day at a glance: what was expected, what the files say, what they differ in; each figure leads to its lines. */
export function DayPage({ lang, view, mayWrite }: Props) {
  const w = reconciliationWords(lang);
  const { day, kinds, expected, differences, files } = view;
  return (
    <>
      <div class="head">
        <h1>{w.title}</h1>
        {mayWrite ? <a class="button quiet" href={paths.opsStatementFiles()}>{w.upload}</a> : null}
      </div>
      <Refused lang={lang} view={view} />
      <DayChoice lang={lang} day={day} />
      <section class="card stack">
        <h2>{dayOf(day, lang)}</h2>
        {kinds.length === 0
          ? <p>{w.noFiles}</p>
          : <DayPlot lang={lang} expected={expected} kinds={kinds} />}
        <Facts
          rows={[
            fact(w.expected, expected.toLocaleString("en")),
            ...kinds.flatMap((each) => kindFacts(lang, each)),
          ]}
        />
        <p class="quiet-text">{w.expectedHelp}</p>
      </section>
      <section class="card stack">
        <h2>{w.differences}</h2>
        <Facts
          rows={[
            ...(["open", "settled", "resolved"] as const).map((state) =>
              fact(
                w.caseStates[state],
                <Figure n={differences[state]} href={paths.opsDifferences({ day, state })} />,
              )
            ),
            fact(
              w.missingThere,
              <Figure
                n={differences.missingThere}
                href={paths.opsDifferences({ day, reason: "missing_there" })}
              />,
            ),
          ]}
        />
      </section>
      {files.length === 0 ? null : (
        <section class="card stack" id="files">
          <h2>{w.files}</h2>
          <ul class="rows">
            {files.map((each) => <FileRow key={each.file.fileId} lang={lang} of={each} />)}
          </ul>
          {files.length === FILES_SHOWN_MAX ? <p class="hint">{w.more(FILES_SHOWN_MAX)}</p> : null}
        </section>
      )}
      <AgainstSummary lang={lang} view={view} />
      <Missing lang={lang} view={view} mayWrite={mayWrite} />
    </>
  );
}

/** Files that were fetched and are not good: of any day, because nobody looks at each. */
function Refused({ lang, view: { refused } }: Pick<Props, "lang" | "view">) {
  const w = reconciliationWords(lang);
  if (refused.length === 0) return null;
  return (
    <section class="card stack">
      <h2>{w.refused}</h2>
      <p class="quiet-text">{w.refusedHelp}</p>
      <ul class="rows">
        {refused.map(({ merchantNo, day, name, refusal }) => (
          <li key={`${merchantNo} ${day}`}>
            <span>
              <a class="link" href={paths.opsReconciliation(day)}>{dayOf(day, lang)}</a>{" "}
              <span class="mono">{merchantNo}</span>
              <span class="small quiet-text">{isolated(name)}</span>
            </span>
            <p>{flawText(lang, refusal)}</p>
          </li>
        ))}
      </ul>
    </section>
  );
}

function DayChoice({ lang, day }: { readonly lang: Lang; readonly day: BusinessDay }) {
  const w = reconciliationWords(lang);
  const near = (count: number) => businessDay(after(startOfBusinessDay(day), days(count)));
  return (
    <form class="card filters" method="get" action={paths.opsReconciliation()}>
      <div class="field">
        <label for="day">{w.clearingDay}</label>
        <input id="day" name="day" type="date" value={day} required />
      </div>
      <button class="button quiet" type="submit">{w.show}</button>
      <p class="head">
        <a class="link" href={paths.opsReconciliation(near(-1))}>{w.before}</a>
        <a class="link" href={paths.opsReconciliation(near(1))}>{w.after}</a>
      </p>
    </form>
  );
}

function kindFacts(lang: Lang, { kind, lines, differing, missingHere, amount, fee }: KindFigures) {
  const w = reconciliationWords(lang);
  const matched = lines - differing - missingHere;
  const figures = [
    w.figures.matched(matched.toLocaleString("en")),
    w.figures.differing(differing.toLocaleString("en")),
    w.figures.missing_here(missingHere.toLocaleString("en")),
  ];
  return [
    fact(w.kinds[kind], <a class="link" href="#files">{figures.join(" · ")}</a>),
    fact(w.amountOf(w.short[kind]), <Amount money={amount} />),
    fact(w.feeOf(w.short[kind]), <Amount money={fee} />),
  ];
}

function Figure({ n, href }: { readonly n: number; readonly href: string }) {
  return n === 0 ? <span>0</span> : <a class="link" href={href}>{n.toLocaleString("en")}</a>;
}

function FileRow({ lang, of }: { readonly lang: Lang; readonly of: FileOfDay }) {
  const w = reconciliationWords(lang);
  const { file: { fileId, name, kind, totals }, counts } = of;
  const states = kind === "summary" ? [] : [
    ["matched", counts.matched],
    ["differing", counts.differing],
    ["missing_here", counts.missingHere],
  ] as const;
  return (
    <li>
      <span>
        <a class="link" href={paths.opsStatementFile(fileId)}>{name}</a>
        <span class="small quiet-text">{w.kinds[kind]}</span>
      </span>
      <span class="end">
        <span class="line">
          {w.net} <Amount money={totals.net} />
        </span>
      </span>
      <p class="head">
        {states.map(([state, n]) =>
          n === 0
            ? <span key={state} class="quiet-text">{w.figures[state]("0")}</span>
            : (
              <a key={state} class="link" href={paths.opsStatementFile(fileId, { state })}>
                {w.figures[state](n.toLocaleString("en"))}
              </a>
            )
        )}
      </p>
    </li>
  );
}

/** What does not come to its summary: a file is wanting, or one of them is wrong. */
function AgainstSummary({ lang, view: { againstSummary } }: Pick<Props, "lang" | "view">) {
  const w = reconciliationWords(lang);
  if (againstSummary.length === 0) return null;
  return (
    <section class="card stack">
      <h2>{w.againstSummary}</h2>
      <p class="quiet-text">{w.againstSummaryHelp}</p>
      <ul class="rows">
        {againstSummary.map(({ fileId, name }) => (
          <li key={fileId}>
            <a class="link" href={paths.opsStatementFile(fileId)}>{name}</a>
          </li>
        ))}
      </ul>
    </section>
  );
}

/** Of which numbers there is no file yet, and of which somebody has said that there will be none. */
function Missing({ lang, view: { day, waiting, quiet }, mayWrite }: Props) {
  const w = reconciliationWords(lang);
  return (
    <>
      {waiting.length === 0 ? null : (
        <section class="card stack">
          <h2>{w.waiting}</h2>
          <p class="quiet-text">{w.waitingHelp}</p>
          <ul class="rows">
            {waiting.map((no) => (
              <li key={no}>
                <span class="mono">{no}</span>
                {mayWrite
                  ? <a class="link end" href={paths.opsQuietDay(no, day)}>{w.declare}</a>
                  : null}
              </li>
            ))}
          </ul>
        </section>
      )}
      {quiet.length === 0 ? null : (
        <section class="card stack">
          <h2>{w.quiet}</h2>
          <Facts
            rows={quiet.map(({ merchantNo, reason }) => fact(merchantNo, isolated(reason)))}
          />
        </section>
      )}
    </>
  );
}
