import {
  type Difference,
  differenceReasons,
  type DifferenceState,
  leftOf,
} from "../../core/difference/difference.ts";
import type { DifferenceList } from "../../core/difference/list_differences.ts";
import { paths } from "../../core/paths.ts";
import type { Instant } from "../../core/time.ts";
import { ListStates } from "../ops/list_states.tsx";
import { Amount } from "../parts/money.tsx";
import { Time } from "../parts/time.tsx";
import { Problem } from "../staff/problem.tsx";
import type { Lang } from "../words.ts";
import { type ReconciliationError, reconciliationWords } from "./words.ts";

/** As the URL has it. */
export interface TypedFilter {
  readonly reason?: string;
  readonly merchant?: string;
  readonly day?: string;
  readonly owner?: string;
}

interface Props {
  readonly lang: Lang;
  readonly state: DifferenceState;
  readonly filter: TypedFilter;
  readonly list: DifferenceList;
  readonly now: Instant;
  readonly mayExport: boolean;
  readonly formError?: ReconciliationError | undefined;
}

/** Differences, what is first due first. */
export function DifferenceListPage(props: Props) {
  const { lang, state, filter, list: { differences, next }, now, mayExport, formError } = props;
  const w = reconciliationWords(lang);
  const shown = { ...filter, state };
  return (
    <>
      <Problem text={formError && w.errors[formError]} />
      <div class="head">
        <h1>{w.differences}</h1>
        <a class="link" href={paths.opsReconciliation(filter.day)}>{w.title}</a>
      </div>
      <Filter lang={lang} state={state} filter={filter} />
      <section class="card stack">
        <ListStates
          states={w.caseStates}
          shown={state}
          href={(each) => paths.opsDifferences({ ...filter, state: each })}
        />
        {differences.length === 0
          ? (
            <p>
              {w.none[state]} {Object.keys(filter).length > 0
                ? <a class="link" href={paths.opsDifferences({ state })}>{w.clear}</a>
                : null}
            </p>
          )
          : null}
        <ul class="rows">
          {differences.map((each) => (
            <DifferenceRow key={each.differenceId} lang={lang} item={each} now={now} />
          ))}
        </ul>
        {next
          ? (
            <a
              class="button quiet"
              href={paths.opsDifferences({ ...shown, after: `${next.dueAt}.${next.id}` })}
            >
              {w.next}
            </a>
          )
          : null}
        {mayExport && differences.length > 0
          ? <a class="link" href={paths.opsDifferencesCsv(shown)} download>{w.download}</a>
          : null}
      </section>
    </>
  );
}

function Filter(
  { lang, state, filter }: {
    readonly lang: Lang;
    readonly state: DifferenceState;
    readonly filter: TypedFilter;
  },
) {
  const w = reconciliationWords(lang);
  return (
    <form class="card filters" method="get" action={paths.opsDifferences()}>
      <input type="hidden" name="state" value={state} />
      <div class="field">
        <label for="reason">{w.reason}</label>
        <select id="reason" name="reason">
          <option value="">{w.any}</option>
          {differenceReasons.map((each) => (
            <option key={each} value={each} selected={each === filter.reason}>
              {w.reasons[each]}
            </option>
          ))}
        </select>
      </div>
      <div class="field">
        <label for="day">{w.clearingDay}</label>
        <input id="day" name="day" type="date" value={filter.day ?? ""} />
      </div>
      <div class="field">
        <label for="merchant">{w.merchant}</label>
        <input
          id="merchant"
          name="merchant"
          class="mono"
          maxlength={15}
          autocomplete="off"
          spellcheck={false}
          value={filter.merchant ?? ""}
        />
      </div>
      <div class="field">
        <label for="owner">{w.owner}</label>
        <select id="owner" name="owner">
          <option value="">{w.everybody}</option>
          <option value="me" selected={filter.owner === "me"}>{w.mine}</option>
        </select>
      </div>
      <button class="button quiet" type="submit">{w.filter}</button>
    </form>
  );
}

function DifferenceRow(
  { lang, item, now }: {
    readonly lang: Lang;
    readonly item: Difference;
    readonly now: Instant;
  },
) {
  const w = reconciliationWords(lang);
  const { differenceId, reason, differs, merchantNo, clearingDay, dueAt } = item;
  const fields = differs.map((each) => w.fields[each]).join(lang === "zh" ? "、" : ", ");
  const late = item.state === "open" && dueAt <= now;
  return (
    <li>
      <span>
        <a class="link" href={paths.opsDifference(differenceId)}>
          {w.reasons[reason]}
          {fields === "" ? "" : lang === "zh" ? `：${fields}` : `: ${fields}`}
        </a>
        <span class="small quiet-text">
          {clearingDay} · <span class="mono">{merchantNo ?? w.unknownMerchant}</span>
        </span>
      </span>
      <span class="end">
        <Amount money={leftOf(item)} />
        <span class="small quiet-text">
          {w.due} <Time at={dueAt} lang={lang} />
          {late ? <b>{` · ${w.overdue}`}</b> : null}
        </span>
      </span>
    </li>
  );
}
