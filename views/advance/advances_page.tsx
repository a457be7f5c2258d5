import type { FoundDeduction } from "../../core/deduction/deduction_store.ts";
import {
  advancedAt,
  type AdvanceList,
  isOverdueAdvance,
} from "../../core/deduction/list_advances.ts";
import type { AdvanceState } from "../../core/deduction/network_advance.ts";
import { paths } from "../../core/paths.ts";
import { between, days, type Instant } from "../../core/time.ts";
import { ListStates } from "../ops/list_states.tsx";
import { Amount } from "../parts/money.tsx";
import { formatTime } from "../parts/time.tsx";
import { Problem } from "../staff/problem.tsx";
import type { Lang } from "../words.ts";
import { disputeDeskWords } from "../dispute/desk_words.ts";
import { settlementActWords } from "../settlement/act_words.ts";
import { advanceWords } from "./words.ts";

interface Props {
  readonly lang: Lang;
  readonly now: Instant;
  readonly state: AdvanceState;
  readonly list: AdvanceList;
  readonly mayExport: boolean;
  readonly mayWrite: boolean;
  readonly tooMany?: boolean;
}

/** What networks advanced for payers of any merchant, by what became of it. */
export function AdvancesPage(
  { lang, now, state, list, mayExport, mayWrite, tooMany = false }: Props,
) {
  const w = advanceWords(lang);
  const desk = disputeDeskWords(lang);
  const { advances, next } = list;
  return (
    <>
      <Problem text={tooMany ? desk.errors.too_many : undefined} />
      <h1>{w.title}</h1>
      <p class="quiet-text">{w.help}</p>
      <section class="card stack">
        <ListStates
          states={w.states}
          shown={state}
          href={(each) => paths.opsAdvances({ state: each })}
        />
        {advances.length === 0 ? <p>{w.none}</p> : null}
        <ul class="rows">
          {advances.map((each) => (
            <AdvanceRow
              key={each.deduction.deductionId}
              lang={lang}
              now={now}
              found={each}
              mayEnd={mayWrite && state === "outstanding"}
            />
          ))}
        </ul>
        {next
          ? (
            <a class="button quiet" rel="next" href={paths.opsAdvances({ state, after: next })}>
              {desk.next}
            </a>
          )
          : null}
        {mayExport
          ? <a class="link" href={paths.opsAdvancesCsv({ state })} download>{desk.download}</a>
          : null}
      </section>
    </>
  );
}

function AdvanceRow({ lang, now, found: { deduction, contract, merchant }, mayEnd }: {
  readonly lang: Lang;
  readonly now: Instant;
  readonly found: FoundDeduction;
  readonly mayEnd: boolean;
}) {
  const w = advanceWords(lang);
  const { consumerId } = contract;
  const since = advancedAt(deduction);
  const age = Math.floor(between(since, now) / days(1));
  return (
    <li>
      <span>
        <a class="link" href={paths.opsRecord(deduction.deductionId)}>
          <span class="whole">{merchant.name}</span>
        </a>
        <span class="small quiet-text">
          <span class="mono">{deduction.merchantNo}</span> · {formatTime(since, lang)}
        </span>
        <span class="line small">
          {w.payer} <a class="link mono" href={paths.opsRecord(consumerId)}>{consumerId}</a>
        </span>
        {mayEnd
          ? (
            <span class="line small">
              <a class="link" href={paths.opsAdvance(deduction.deductionId)}>{w.end}</a>
            </span>
          )
          : null}
      </span>
      <span class="end">
        <Amount money={deduction.amount} />
        <span class="small quiet-text">{settlementActWords(lang).days(age)}</span>
        {isOverdueAdvance(deduction, now)
          ? <span class="line small ochre">{w.overdue}</span>
          : null}
      </span>
    </li>
  );
}
