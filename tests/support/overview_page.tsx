import type { EndpointId } from "../../core/id.ts";
import { cny } from "../../core/money.ts";
import type { Need } from "../../core/overview/needs.ts";
import type { DayOutcomes } from "../../core/overview/overview_store.ts";
import type { EndpointLine, PaidHour } from "../../core/overview/plots.ts";
import type { Overview } from "../../core/overview/view_overview.ts";
import { after, businessDay, days, hourOf, hours } from "../../core/time.ts";
import { OverviewPage } from "../../views/overview/overview_page.tsx";
import { START } from "./fake_clock.ts";
import { teaHouse } from "./fixtures.ts";
import type { Looks } from "./look.ts";
import { atConsole, live, viewer } from "./staff_people.ts";

const figure = (count: number, fen: number) => ({ count, sum: cny(fen) });

const wave = (n: number, of: number) => Math.round(Math.abs(Math.sin(n * 1.7)) * of);
const paid: readonly PaidHour[] = Array.from({ length: 24 }, (_, hour) => ({
  hour,
  today: hour > 14 ? undefined : cny(hour < 8 ? 0 : wave(hour, 480_000)),
  lastWeek: cny(hour < 8 || hour > 21 ? 0 : wave(hour + 3, 390_000)),
}));
const outcomes: readonly DayOutcomes[] = Array.from({ length: 14 }, (_, n) => ({
  day: businessDay(after(START, days(n - 13))),
  paid: 80 + wave(n, 60),
  failed: wave(n, 14),
  unclear: n === 11 ? 4 : n === 13 ? 1 : 0,
}));
const line = (n: number, url: string, p95: number, fails: (hour: number) => boolean) => ({
  endpointId: `whe_${n}` as EndpointId,
  url,
  hours: Array.from({ length: 24 }, (_, hour) => {
    const failed = fails(hour) ? 3 : 0;
    const quiet = hour < 7 || (failed > 0 && hour % 2 === 0);
    return {
      hour: hourOf(START) - 23 + hour,
      p95Ms: quiet ? undefined : wave(hour + n, p95) + 50,
      delivered: quiet ? 0 : 40,
      failed,
    };
  }),
});
const deliveries: readonly EndpointLine[] = [
  line(1, "https://shop.example.com/hooks", 700, (hour) => hour > 18),
  line(2, "https://books.accounting.teahouse.example.com/countersign", 300, () => false),
  line(3, "https://crm.example.com/in", 1_200, (hour) => hour === 9),
];

const overview: Overview = {
  today: {
    day: businessDay(START),
    paid: figure(127, 1_284_650),
    deducted: figure(41, 88_900),
    refunded: figure(3, 20_400),
  },
  needs: [],
  paid,
  outcomes,
  deliveries,
  isEmpty: false,
};

const needs: readonly Need[] = [
  { type: "unclear", of: "payments", count: 1 },
  { type: "unclear", of: "deductions", count: 100 },
  { type: "polling_blocked", deductionId: "ded_01KAG8M0000000000000000001", until: START },
  {
    type: "polled_too_often",
    deductionId: "ded_01KAG8M0000000000000000002",
    early: 34,
    blockedAt: 60,
  },
  { type: "no_endpoint" },
  {
    type: "endpoint_failing",
    endpointId: "whe_01KAG8M0000000000000000001",
    url: "https://books.accounting.teahouse.example.com/countersign",
    since: after(START, hours(-3)),
  },
  {
    type: "endpoint_disabled",
    endpointId: "whe_01KAG8M0000000000000000002",
    url: "https://old.example.com/hooks",
  },
  { type: "no_key" },
  { type: "key_ends", kid: "key_01KAG8M0000000000000000001", at: after(START, days(6)) },
  {
    type: "plan_rejected",
    planId: "pln_01KAG8M0000000000000000001",
    name: "会员续杯",
    reason: "每天上限太高",
  },
  {
    type: "application_rejected",
    applicationId: "apl_01KAG8M0000000000000000001",
    name: "运河店",
    reason: "执照看不清",
  },
];
const none = cny(0);
const empty: Overview = {
  ...overview,
  today: {
    day: overview.today.day,
    paid: figure(0, 0),
    deducted: figure(0, 0),
    refunded: figure(0, 0),
  },
  needs: [{ type: "no_endpoint" }],
  paid: paid.map(({ hour }) => ({ hour, today: none, lastWeek: none })),
  outcomes: outcomes.map(({ day }) => ({ day, paid: 0, failed: 0, unclear: 0 })),
  deliveries: [],
  isEmpty: true,
};

const own = { passkeys: 2, codesLeft: 10, waiting: 0 };
const liveHouse = { ...teaHouse, mode: "live" as const };
const testHouse = { ...teaHouse, merchantNo: teaHouse.merchantNo, testOf: liveHouse.merchantNo };
const twins = [liveHouse, {
  ...testHouse,
  merchantNo: "888000000000002" as typeof teaHouse.merchantNo,
}];
const quiet = { ...overview, deliveries: [] };

/** Every look of the console's home. */
export const overviewLooks: Looks = {
  "console/home": (frame) => (
    <OverviewPage
      frame={frame}
      who={{ ...live, reach: twins }}
      merchant={liveHouse}
      overview={overview}
      {...own}
    />
  ),
  "console/home/needed": (frame) => (
    <OverviewPage
      frame={frame}
      who={{ ...live, reach: [liveHouse] }}
      merchant={liveHouse}
      overview={{ ...overview, needs }}
      passkeys={1}
      codesLeft={2}
      waiting={1}
    />
  ),
  "console/home/test": (frame) => (
    <OverviewPage
      frame={frame}
      who={{ ...atConsole, merchant: twins[1], reach: twins }}
      merchant={testHouse}
      overview={quiet}
      {...own}
    />
  ),
  "console/home/empty": (frame) => (
    <OverviewPage
      frame={frame}
      who={atConsole}
      merchant={teaHouse}
      overview={empty}
      {...own}
    />
  ),
  "console/home/empty_live": (frame) => (
    <OverviewPage frame={frame} who={live} merchant={liveHouse} overview={empty} {...own} />
  ),
  "console/home/viewer": (frame) => (
    <OverviewPage
      frame={frame}
      who={{
        ...viewer,
        reach: twins,
        merchant: {
          ...liveHouse,
          name: "档口",
          merchantNo: "888000000000003" as typeof teaHouse.merchantNo,
        },
      }}
      merchant={liveHouse}
      overview={overview}
      {...own}
    />
  ),
};
