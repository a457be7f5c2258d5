import type { Page } from "../../core/console/load_page.ts";
import type { AttemptRow } from "../../core/webhook/attempt_row.ts";
import type { Redelivery } from "../../core/redelivery/redelivery.ts";
import type { Progress } from "../../core/redelivery/redelivery_store.ts";
import { paths } from "../../core/paths.ts";
import { instant } from "../../core/time.ts";
import { controlsOf } from "../../routes/pages/console/list_query.ts";
import { attemptList } from "../../routes/pages/console/webhooks/attempt_list.ts";
import type { Typed } from "../../views/console/field.ts";
import { ListPage } from "../../views/console/list_page.tsx";
import { DeliveryPage } from "../../views/console/webhooks/delivery_page.tsx";
import { EndpointForm } from "../../views/console/webhooks/endpoint_form.tsx";
import { EndpointPage } from "../../views/console/webhooks/endpoint_page.tsx";
import { EndpointsPage } from "../../views/console/webhooks/endpoints_page.tsx";
import { RangeForm, type TypedRange } from "../../views/console/webhooks/range_form.tsx";
import type { EndpointFormError, RangeFormError } from "../../views/console/webhooks/form_error.ts";
import { RedeliveryPage } from "../../views/console/webhooks/redelivery_page.tsx";
import {
  EndpointRemovalPage,
  RotationPage,
  SecretPage,
} from "../../views/console/webhooks/secret_page.tsx";
import type { Lang } from "../../views/words.ts";
import { START } from "./fake_clock.ts";
import { teaHouse } from "./fixtures.ts";
import { type Look, type Looks, looksOf } from "./look.ts";
import { atConsole, viewer } from "./staff_people.ts";
import {
  failing,
  finished,
  health,
  redelivery,
  rows,
  shown,
  stopped,
  views,
  well,
  whole,
} from "./webhook_samples.ts";

const full: Page<AttemptRow> = {
  rows,
  newer: undefined,
  older: rows.at(-1)?.attemptId,
  reached: undefined,
};
const empty = { ...full, rows: [], older: undefined };

function attempts(page: Page<AttemptRow>, typed: Typed = {}): Look {
  return (frame) =>
    ListPage({
      frame,
      who: atConsole,
      section: attemptList.section,
      path: paths.consoleList(attemptList.noun),
      controls: controlsOf(attemptList),
      typed,
      words: attemptList.words(frame.lang as Lang),
      columns: attemptList.columns(frame.lang),
      page,
      problem: undefined,
      hrefTo: attemptList.hrefTo,
      mayExport: true,
    });
}

function form(
  given: Omit<Parameters<typeof EndpointForm>[0], "frame" | "who">,
): Look {
  return (frame) => <EndpointForm frame={frame} who={atConsole} {...given} />;
}

const typed = { url: "http://127.0.0.1/hook", types: ["order.paid"], about: "12" };
const blank = { url: "", types: [], about: "" };
const endpointErrors: readonly EndpointFormError[] = [
  "url",
  "types",
  "about",
  "stranger",
  "too_many",
];

const typedRange: TypedRange = {
  endpointId: well.endpointId,
  types: ["order.paid"],
  from: "2026-11-19",
  to: "2026-11-20",
  outcome: "failed",
};
const rangeErrors: readonly RangeFormError[] = ["endpoint", "day", "days", "types", "running"];

function range(given: Partial<Parameters<typeof RangeForm>[0]>): Look {
  return (frame) => (
    <RangeForm
      frame={frame}
      who={atConsole}
      endpoints={[well, failing]}
      typed={typedRange}
      {...given}
    />
  );
}

function progress(redelivery: Redelivery, counts: Progress): Look {
  return (frame) => (
    <RedeliveryPage
      frame={frame}
      who={atConsole}
      redelivery={redelivery}
      endpoint={failing}
      progress={counts}
    />
  );
}

const counts: Progress = { due: 50, delivered: 1_180, exhausted: 10, cancelled: 0 };

/** Every look of webhooks in the console. */
export const looksOfWebhooks: Looks = {
  "console/webhooks/list": (frame) => (
    <EndpointsPage
      frame={frame}
      who={atConsole}
      endpoints={shown}
      redeliveries={[redelivery, finished, stopped]}
    />
  ),
  "console/webhooks/viewer": (frame) => (
    <EndpointsPage frame={frame} who={viewer} endpoints={shown} redeliveries={[]} />
  ),
  "console/webhooks/empty": (frame) => (
    <EndpointsPage frame={frame} who={atConsole} endpoints={[]} redeliveries={[]} />
  ),
  ...looksOf("console/webhooks/endpoint", ["well", "failing", "gone", "fresh"], (name) => {
    const place = ["well", "failing", "gone", "fresh"].indexOf(name);
    const row = shown[place] ?? { endpoint: well, health };
    return (frame) => <EndpointPage frame={frame} who={atConsole} {...row} now={START} />;
  }),
  "console/webhooks/add": form({ endpointId: undefined, typed: blank, parent: false }),
  "console/webhooks/edit": form({
    endpointId: well.endpointId,
    typed: { ...failing, types: failing.eventTypes, about: teaHouse.merchantNo },
    parent: true,
  }),
  ...looksOf(
    "console/webhooks/form",
    endpointErrors,
    (formError) => form({ endpointId: undefined, typed, parent: true, formError }),
  ),
  "console/webhooks/secret": (frame) => (
    <SecretPage
      frame={frame}
      who={atConsole}
      made={{
        endpoint: well,
        secret: "whsec_2nXWq8yR1pVb4Lk6TzGm0cHsDfJaUiOeNxYvBtQw5S8=",
        at: START,
      }}
    />
  ),
  "console/webhooks/rotation": (frame) => (
    <RotationPage frame={frame} who={atConsole} {...failing} />
  ),
  "console/webhooks/removal": (frame) => (
    <EndpointRemovalPage frame={frame} who={atConsole} {...failing} />
  ),
  "console/attempts/full": attempts(full),
  "console/attempts/filtered": attempts(
    { ...full, rows: rows.slice(0, 4), older: undefined },
    { state: "failed", status: "5xx", endpoint_id: failing.endpointId },
  ),
  "console/attempts/empty": attempts(empty),
  "console/attempts/reached": attempts(
    { ...empty, older: "att_1", reached: { id: "att_1", createdAt: instant(START) } },
    { event_type: "plan.approved" },
  ),
  ...looksOf(
    "console/delivery",
    Object.keys(views),
    (name) => (frame) => <DeliveryPage frame={frame} who={atConsole} view={views[name] ?? whole} />,
  ),
  "console/delivery/viewer": (frame) => <DeliveryPage frame={frame} who={viewer} view={whole} />,
  "console/range/form": range({}),
  "console/range/counted": range({ counted: { count: 1_240, more: false } }),
  "console/range/counted_all": range({
    typed: { ...typedRange, outcome: "all" },
    counted: { count: 10_000, more: true },
  }),
  "console/range/none": range({ counted: { count: 0, more: false } }),
  ...looksOf("console/range/wrong", rangeErrors, (formError) => range({ formError })),
  "console/range/running": progress(redelivery, counts),
  "console/range/finished": progress(finished, { ...counts, due: 0, delivered: 1_230 }),
  "console/range/stopped": progress(stopped, { ...counts, due: 0, cancelled: 50 }),
};
