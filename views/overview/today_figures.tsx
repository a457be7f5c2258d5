import { netOf, type Today } from "../../core/overview/view_overview.ts";
import { paths } from "../../core/paths.ts";
import { Amount } from "../parts/money.tsx";
import { dayOf } from "../parts/time.tsx";
import type { Lang } from "../words.ts";
import { overviewWords } from "./words.ts";

interface Props {
  readonly lang: Lang;
  readonly today: Today;
}

/** What succeeded today; each figure leads to the list behind it. */
export function TodayFigures({ lang, today }: Props) {
  const w = overviewWords(lang);
  const { day } = today;
  const lists = {
    paid: paths.consoleList("orders", `state=paid&from=${day}&days_of=ended`),
    deducted: paths.consoleList("deductions", `state=succeeded&from=${day}&days_of=ended`),
    refunded: paths.consoleList("refunds", `state=succeeded&from=${day}&days_of=ended`),
  };
  return (
    <section class="card stack">
      <div class="head">
        <h2>{w.todaysFigures}</h2>
        <span class="meta">{w.since(dayOf(day, lang))}</span>
      </div>
      <dl class="today">
        {(["paid", "deducted", "refunded"] as const).map((kind) => (
          <div key={kind}>
            <dt>{w.figures[kind]}</dt>
            <dd>
              <a href={lists[kind]}>
                <Amount money={today[kind].sum} />
              </a>
              <span class="meta">{w.counts[kind](today[kind].count)}</span>
            </dd>
          </div>
        ))}
        <div>
          <dt>{w.figures.net}</dt>
          <dd>
            <span>
              <Amount money={netOf(today)} />
            </span>
            <span class="meta">{w.netHelp}</span>
          </dd>
        </div>
      </dl>
    </section>
  );
}
