import type { Child } from "hono/jsx";
import { BASELINE, type Mark, placeLabels, PLOT_WIDTH } from "./plot_labels.ts";

interface Props {
  /** What it shows, in one sentence. */
  readonly reading: string;
  /** Per series the marks that its label could stand on, the best first. */
  readonly labels: readonly (readonly Mark[])[];
  /** Under the baseline, from 0 to 1. */
  readonly ticks: readonly (readonly [place: number, text: string])[];
  readonly children: Child;
}

/** A drawing of 320 by 120 on a baseline at zero, at most 2 kB; labels stand on the marks. */
export function Plot({ reading, labels, ticks, children }: Props) {
  return (
    <svg class="plot" viewBox="0 0 320 120" role="img" aria-label={reading}>
      {children}
      <path class="base" d={`M0 ${BASELINE}h${PLOT_WIDTH}`} />
      {ticks.map(([place, text]) => (
        <text key={place} x={Math.round(place * PLOT_WIDTH)} y="115" {...anchored(place)}>
          {text}
        </text>
      ))}
      {placeLabels(labels).map(({ text, x, y, anchor }) => (
        <text key={text} class="on" x={x} y={y} text-anchor={anchor}>{text}</text>
      ))}
    </svg>
  );
}

function anchored(place: number) {
  return { "text-anchor": place === 0 ? "start" : place === 1 ? "end" : "middle" } as const;
}

interface Column {
  readonly x: number;
  readonly height: number;
  /** How far above the baseline it begins. */
  readonly bottom?: number;
}

/** Columns of one width as one path; those without height are left out. */
export function columns(bars: readonly Column[], width: number): string {
  return bars.filter(({ height }) => height > 0).map(({ x, height, bottom = 0 }) =>
    `M${x} ${BASELINE - bottom}v-${height}h${width}v${height}z`
  ).join("");
}
