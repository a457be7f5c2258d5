import type { DayOutcomes } from "../../core/overview/overview_store.ts";
import { columns, Plot } from "./plot.tsx";
import { BASELINE, heightOf, PLOT_WIDTH } from "./plot_labels.ts";
import { totalsOf } from "./totals.ts";
import type { OverviewWords } from "./words_zh.ts";

interface Props {
  readonly w: OverviewWords;
  readonly days: readonly DayOutcomes[];
}

const WIDTH = 16;
const kinds = ["paid", "failed", "unclear"] as const;
type Kind = typeof kinds[number];
/** Something that happened is at least so high: one failure among a thousand payments is seen. */
const HEIGHT_MIN = 3;

/** How payments and charges ended each day: paid solid, failed hatched, unclear dotted. */
export function OutcomesPlot({ w, days }: Props) {
  const slot = PLOT_WIDTH / days.length;
  const max = Math.max(...days.map(({ paid, failed, unclear }) => paid + failed + unclear));
  const bars = days.map((day, n) => {
    const height = (kind: Kind) =>
      day[kind] === 0 ? 0 : Math.max(heightOf(day[kind], max), HEIGHT_MIN);
    const [paid, failed] = [height("paid"), height("failed")];
    const x = Math.round(n * slot + (slot - WIDTH) / 2);
    return {
      day,
      x,
      paid: { x, height: paid },
      failed: { x, bottom: paid, height: failed },
      unclear: { x, bottom: paid + failed, height: height("unclear") },
    };
  });
  const marks = (kind: Kind) =>
    bars.filter(({ day }) => day[kind] > 0).toSorted((a, b) => b.day[kind] - a.day[kind])
      .map((bar) => ({
        x: bar.x + WIDTH / 2,
        y: BASELINE - bar.unclear.bottom - bar.unclear.height,
        text: w.outcomes[kind](bar.day[kind]),
      }));
  const total = totalsOf(days);
  const path = (kind: Kind) => columns(bars.map((bar) => bar[kind]), WIDTH);
  const dayOf = (n: number) => days.at(n)?.day.slice(5) ?? "";
  return (
    <Plot
      reading={w.outcomesReading(days.length, total.paid, total.failed, total.unclear)}
      labels={[marks("unclear"), marks("failed"), marks("paid")]}
      ticks={[[0, dayOf(0)], [1, dayOf(-1)]]}
    >
      <defs>
        <pattern id="hatch" width="5" height="5" patternUnits="userSpaceOnUse">
          <path d="M0 5 5 0" />
        </pattern>
        <pattern id="dots" width="4" height="4" patternUnits="userSpaceOnUse">
          <circle cx="2" cy="2" r="1" />
        </pattern>
      </defs>
      <path class="full" d={path("paid")} />
      <path class="hatched" fill="url(#hatch)" d={path("failed")} />
      <path class="dotted" fill="url(#dots)" d={path("unclear")} />
    </Plot>
  );
}
