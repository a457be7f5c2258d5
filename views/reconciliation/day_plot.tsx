import type { KindFigures } from "../../core/reconciliation/reconciliation_store.ts";
import { columns, Plot } from "../overview/plot.tsx";
import { BASELINE, heightOf, PLOT_WIDTH } from "../overview/plot_labels.ts";
import type { Lang } from "../words.ts";
import { reconciliationWords } from "./words.ts";

interface Props {
  readonly lang: Lang;
  readonly expected: number;
  readonly kinds: readonly KindFigures[];
}

const WIDTH = 28;
const series = ["matched", "differing", "missing_here"] as const;
type Series = (typeof series)[number];
/** One line that differs among thousands is seen. */
const HEIGHT_MIN = 3;
/** Two labels stand above the highest column, on which what differs adds a little. */
const ROOM = 1.25;

/** What was expected, outlined; beside it the lines of each kind: matched solid, differing hatched, missing here dotted. */
export function DayPlot({ lang, expected, kinds }: Props) {
  const w = reconciliationWords(lang);
  const slot = PLOT_WIDTH / (kinds.length + 1);
  const max = ROOM * Math.max(expected, ...kinds.map(({ lines }) => lines));
  const heightFor = (n: number) => n === 0 ? 0 : Math.max(heightOf(n, max), HEIGHT_MIN);
  const xAt = (n: number) => Math.round(n * slot + (slot - WIDTH) / 2);
  const bars = kinds.map((kind, n) => {
    const count: Readonly<Record<Series, number>> = {
      matched: kind.lines - kind.differing - kind.missingHere,
      differing: kind.differing,
      missing_here: kind.missingHere,
    };
    const x = xAt(n + 1);
    const [matched, differing] = [heightFor(count.matched), heightFor(count.differing)];
    return {
      count,
      x,
      matched: { x, height: matched },
      differing: { x, bottom: matched, height: differing },
      missing_here: { x, bottom: matched + differing, height: heightFor(count.missing_here) },
    };
  });
  const first = { x: xAt(0), height: heightFor(expected) };
  const marks = (name: Series) =>
    bars.filter(({ count }) => count[name] > 0).map((bar) => ({
      x: bar.x + WIDTH / 2,
      y: BASELINE - bar.missing_here.bottom - bar.missing_here.height,
      text: w.figures[name](bar.count[name].toLocaleString("en")),
    }));
  const sum = (name: Series) => bars.reduce((all, { count }) => all + count[name], 0);
  const path = (name: Series) => columns(bars.map((bar) => bar[name]), WIDTH);
  const tick = (n: number, text: string) => [(n + 0.5) / (kinds.length + 1), text] as const;
  return (
    <Plot
      reading={w.reading(expected, sum("matched"), sum("differing"), sum("missing_here"))}
      labels={[
        [{
          x: first.x + WIDTH / 2,
          y: BASELINE - first.height,
          text: w.figures.expected(expected.toLocaleString("en")),
        }],
        marks("missing_here"),
        marks("differing"),
        marks("matched"),
      ]}
      ticks={[tick(0, w.expected), ...kinds.map(({ kind }, n) => tick(n + 1, w.short[kind]))]}
    >
      <defs>
        <pattern id="hatch" width="5" height="5" patternUnits="userSpaceOnUse">
          <path d="M0 5 5 0" />
        </pattern>
        <pattern id="dots" width="4" height="4" patternUnits="userSpaceOnUse">
          <circle cx="2" cy="2" r="1" />
        </pattern>
      </defs>
      <path class="hollow" d={columns([first], WIDTH)} />
      <path class="full" d={path("matched")} />
      <path class="hatched" fill="url(#hatch)" d={path("differing")} />
      <path class="dotted" fill="url(#dots)" d={path("missing_here")} />
    </Plot>
  );
}
