import { type PaidHour, sumOf } from "../../core/overview/plots.ts";
import { cny } from "../../core/money.ts";
import { formatMoney } from "../parts/money.tsx";
import { untilNow } from "./totals.ts";
import { wholeYuan } from "./whole_yuan.ts";
import { columns, Plot } from "./plot.tsx";
import { BASELINE, heightOf, PLOT_WIDTH } from "./plot_labels.ts";
import type { OverviewWords } from "./words_zh.ts";

interface Props {
  readonly w: OverviewWords;
  readonly hours: readonly PaidHour[];
  /** Of last week's, as it is called. */
  readonly weekday: string;
}

const SLOT = PLOT_WIDTH / 24;
const WIDTH = 9;
const todays = ({ today }: PaidHour) => today?.fen ?? 0;
const lastWeeks = ({ lastWeek }: PaidHour) => lastWeek.fen;

/** What came in per hour: today filled, the same weekday of last week outlined. */
export function PaidPlot({ w, hours, weekday }: Props) {
  const max = Math.max(...hours.flatMap((each) => [todays(each), lastWeeks(each)]));
  const at = (hour: number) => Math.round(hour * SLOT + 2);
  const series = (of: (each: PaidHour) => number, text: (amount: string) => string) => {
    const bars = hours.map((each) => ({ x: at(each.hour), height: heightOf(of(each), max) }));
    const marks = hours.filter((each) => of(each) > 0).toSorted((a, b) => of(b) - of(a))
      .map((each) => ({
        x: at(each.hour) + WIDTH / 2,
        y: BASELINE - heightOf(of(each), max),
        text: text(wholeYuan(cny(of(each)))),
      }));
    return { path: columns(bars, WIDTH), marks };
  };
  const until = untilNow(hours);
  const today = series(todays, w.today);
  const lastWeek = series(lastWeeks, (amount) => w.lastWeek(weekday, amount));
  return (
    <Plot
      reading={w.paidReading(
        `${until.length}:00`,
        formatMoney(sumOf(until.map(({ today }) => today))),
        weekday,
        formatMoney(sumOf(until.map(({ lastWeek }) => lastWeek))),
      )}
      labels={[today.marks, lastWeek.marks]}
      ticks={[[0, "0"], [0.25, "6"], [0.5, "12"], [0.75, "18"], [1, "24"]]}
    >
      <path class="full" d={today.path} />
      <path class="hollow" d={lastWeek.path} />
    </Plot>
  );
}
