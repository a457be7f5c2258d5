import { type EndpointLine, failuresOf, slowestOf } from "../../core/overview/plots.ts";
import { shanghaiTime, startOfHour } from "../../core/time.ts";
import { hostOf } from "./host_of.ts";
import { Plot } from "./plot.tsx";
import { BASELINE, heightOf, PLOT_WIDTH } from "./plot_labels.ts";
import type { OverviewWords } from "./words_zh.ts";

interface Props {
  readonly w: OverviewWords;
  readonly lines: readonly EndpointLine[];
}

const SLOT = PLOT_WIDTH / 24;
const DASH = Math.floor(SLOT / 2);
/** A cross stands on its point. */
const CROSS_BASE = 5;
/** One endpoint's line differs from the next without colour. */
const strokes = ["line", "line dashed", "line broken"] as const;

/** How long endpoints took in each of the last 24 hours, 95 of 100 deliveries; × where some failed. */
export function DeliveriesPlot({ w, lines }: Props) {
  const max = Math.max(...lines.map(slowestOf));
  const points = lines.map(({ url, hours }) => ({
    url,
    hours: hours.map((hour, n) => ({
      ...hour,
      x: Math.round((n + 0.5) * SLOT),
      y: BASELINE - heightOf(hour.p95Ms ?? 0, max),
    })),
  }));
  const crosses = points.flatMap(({ hours }) => hours.filter(({ failed }) => failed > 0));
  const marks = points.map(({ url, hours }) =>
    hours.filter(({ delivered, failed }) => delivered + failed > 0).toReversed()
      .map(({ x, y, p95Ms, failed }) => ({
        x,
        y,
        text: p95Ms === undefined
          ? w.lineFailed(hostOf(url), failed)
          : w.lineLabel(hostOf(url), p95Ms),
      }))
  );
  const [first] = lines[0]?.hours ?? [];
  return (
    <Plot
      reading={lines.map((line) =>
        w.deliveriesReading(hostOf(line.url), slowestOf(line), failuresOf(line))
      ).join(" ")}
      labels={marks}
      ticks={[[0, first ? shanghaiTime(startOfHour(first.hour)).slice(11, 16) : ""], [1, w.now]]}
    >
      {points.map(({ url, hours }, n) => <path key={url} class={strokes[n]} d={lineOf(hours)} />)}
      {crosses.length > 0
        ? (
          <text
            class="cross"
            text-anchor="middle"
            x={crosses.map(({ x }) => x).join(" ")}
            y={crosses.map(({ y }) => Math.min(y + CROSS_BASE, BASELINE)).join(" ")}
          >
            {"×".repeat(crosses.length)}
          </text>
        )
        : null}
    </Plot>
  );
}

/** A line through the hours in which something was delivered; a lone hour is a dash as wide as it. */
function lineOf(
  hours: readonly { readonly x: number; readonly y: number; readonly p95Ms: number | undefined }[],
): string {
  return hours.map(({ x, y, p95Ms }, n) => {
    if (p95Ms === undefined) return "";
    return hours[n - 1]?.p95Ms === undefined ? `M${x - DASH} ${y}H${x + DASH}` : `L${x} ${y}`;
  }).join("");
}
