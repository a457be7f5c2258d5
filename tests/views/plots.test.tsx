import { expect, it } from "vitest";
import { instant } from "../../core/time.ts";
import { cny } from "../../core/money.ts";
import type { EndpointLine } from "../../core/overview/plots.ts";
import { DeliveriesPlot } from "../../views/overview/deliveries_plot.tsx";
import { OutcomesPlot } from "../../views/overview/outcomes_plot.tsx";
import { PaidPlot } from "../../views/overview/paid_plot.tsx";
import { overviewWords } from "../../views/overview/words.ts";
import { businessDay, days } from "../../core/time.ts";

const SVG_BYTES_MAX = 2_000;
const lots = 9_876_543_210;

const hours = Array.from({ length: 24 }, (_, hour) => ({
  hour,
  today: cny(lots - hour * 31),
  lastWeek: cny(lots - hour * 77),
}));
const outcomes = Array.from({ length: 14 }, (_, n) => ({
  day: businessDay(instant(days(20_000 + n))),
  paid: 100_000 + n,
  failed: 90_000 - n,
  unclear: 80_000 + n,
}));
const lines: readonly EndpointLine[] = [1, 2, 3].map((n) => ({
  endpointId: `whe_${n}`,
  url: `https://a-long-name-of-a-host-${n}.accounting.example.com/hooks`,
  hours: Array.from({ length: 24 }, (_, hour) => ({
    hour: 495_000 + hour,
    p95Ms: 1_000 * n + hour * 7,
    delivered: 10_000,
    failed: 77,
  })),
}));

/** As many figures as they can hold, in both languages. */
const full = (["zh", "en"] as const).flatMap((lang) => {
  const w = overviewWords(lang);
  return [
    String(<PaidPlot w={w} hours={hours} weekday="Fri" />),
    String(<OutcomesPlot w={w} days={outcomes} />),
    String(<DeliveriesPlot w={w} lines={lines} />),
  ];
});

it("a plot is at most 2 kB however much it shows, and says what it shows in a sentence", () => {
  expect(full).toHaveLength(6);
  for (const svg of full) {
    expect(new TextEncoder().encode(svg).length).toBeLessThanOrEqual(SVG_BYTES_MAX);
    expect(svg).toMatch(/role="img" aria-label="[^"]{20,}[.。]"/);
    expect(svg).not.toMatch(/style=|NaN|undefined|Infinity/);
  }
});

it("a plot of nothing is a baseline", () => {
  const none = hours.map(({ hour }) => ({ hour, today: undefined, lastWeek: cny(0) }));
  const svg = String(<PaidPlot w={overviewWords("en")} hours={none} weekday="Sun" />);
  expect(svg).toContain('d="M0 100h320"');
  expect(svg).not.toMatch(/NaN|undefined|Infinity|class="on"/);
});
