import type { Page } from "../../core/console/load_page.ts";
import type { AttemptRow } from "../../core/webhook/attempt_row.ts";
import type { Delivery, DeliveryAttempt } from "../../core/webhook/delivery.ts";
import type { Endpoint, EndpointSecret } from "../../core/webhook/endpoint.ts";
import type { EndpointHealth } from "../../core/webhook/endpoint_health.ts";
import type { DeliveryView } from "../../core/webhook/view_delivery.ts";
import type { Redelivery } from "../../core/redelivery/redelivery.ts";
import type { Progress } from "../../core/redelivery/redelivery_store.ts";
import type { RecordedEvent } from "../../core/event.ts";
import { paths } from "../../core/paths.ts";
import { after, days, hours, instant, minutes, seconds } from "../../core/time.ts";
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

const secret: EndpointSecret = {
  number: 2,
  sealedSecret: "",
  sealedPrivateKey: "",
  publicKey: "whpk_3vQ0x1sJ2mC9pF7aYbTn5rKdLwEoUhGzXiVqRtSyPAk=",
  createdAt: after(START, hours(-3)),
  expiresAt: undefined,
};
const old = { ...secret, number: 1, createdAt: after(START, days(-90)) };

const well: Endpoint = {
  endpointId: "whe_01KAG8M0000000000000000001",
  merchantNo: teaHouse.merchantNo,
  url: "https://shop.example/hooks/countersign",
  eventTypes: [],
  merchantNos: [],
  state: "enabled",
  failingSince: undefined,
  failuresInRow: 0,
  disabledReason: undefined,
  createdAt: after(START, days(-90)),
  version: 3,
  secrets: [secret, { ...old, expiresAt: after(START, hours(21)) }],
};
const failing: Endpoint = {
  ...well,
  endpointId: "whe_01KAG8M0000000000000000002",
  url: "https://books.accounting.example.com/a/very/long/path/that/goes/on/and/on?token=0123456789",
  eventTypes: ["order.paid", "refund.succeeded", "refund.failed"],
  merchantNos: [teaHouse.merchantNo],
  failingSince: after(START, hours(-26)),
  failuresInRow: 17,
  secrets: [old],
};
const gone: Endpoint = {
  ...well,
  endpointId: "whe_01KAG8M0000000000000000003",
  url: "https://old.example/hook",
  state: "disabled",
  disabledReason: "gone",
};
const fresh = {
  ...well,
  endpointId: "whe_01KAG8M0000000000000000004",
  url: "https://new.example/",
} as const;

const health: EndpointHealth = {
  endpointId: well.endpointId,
  lastSuccessAt: after(START, minutes(-2)),
  p95: 312,
  waiting: 0,
};
const shown = [
  { endpoint: well, health },
  {
    endpoint: failing,
    health: {
      ...health,
      endpointId: failing.endpointId,
      lastSuccessAt: after(START, hours(-27)),
      p95: 15_000,
      waiting: 1_001,
    },
  },
  { endpoint: gone, health: { ...health, lastSuccessAt: undefined, p95: undefined } },
  { endpoint: fresh, health: { ...health, lastSuccessAt: undefined, p95: undefined } },
];

const redelivery: Redelivery = {
  redeliveryId: "rdl_01KAG8M0000000000000000001",
  endpointId: failing.endpointId,
  merchantNo: teaHouse.merchantNo,
  range: {
    eventTypes: ["order.paid"],
    from: after(START, days(-2)),
    to: START,
    outcome: "failed",
  },
  state: "running",
  pastSeq: 10,
  lastSeq: 90,
  made: 1_240,
  createdAt: after(START, minutes(-3)),
  endedAt: undefined,
  version: 1,
};
const finished: Redelivery = { ...redelivery, state: "finished", endedAt: START };
const stopped: Redelivery = { ...redelivery, state: "stopped", endedAt: START };

const event: RecordedEvent = {
  seq: 7,
  eventId: "evt_01KAG8M0000000000000000001",
  type: "order.paid",
  merchantNo: teaHouse.merchantNo,
  subjectId: "ord_01KAG8M0000000000000000001",
  version: 2,
  sequence: 1,
  at: after(START, minutes(-10)),
  data: {
    order_id: "ord_01KAG8M0000000000000000001",
    merchant_order_no: "T-20261120-101",
    amount: 8_800,
    subject: "龙井一壶",
    state: "paid",
  },
};
const delivery: Delivery = {
  deliveryId: "dlv_01KAG8M0000000000000000001",
  eventId: event.eventId,
  endpointId: well.endpointId,
  merchantNo: teaHouse.merchantNo,
  subjectId: event.subjectId,
  round: 1,
  trigger: "automatic",
  originalId: undefined,
  state: "delivered",
  attempts: 2,
  nextAttemptAt: undefined,
  lastStatus: 204,
  lastAnswer: undefined,
  lastError: undefined,
  createdAt: after(START, minutes(-10)),
};
const sentHeaders = {
  "content-type": "application/json",
  "user-agent": "Countersign-Webhooks/1",
  "webhook-id": event.eventId,
  "webhook-timestamp": "1795154400",
  "webhook-signature":
    "v1,O4xHchNdHe4oyeUc1BkuGVrXGr+ntCaJAk6jC1XrURU= v1a,46KaqAUxj2Yp2rX0O3hOKrx39yLJmimpYvC0/7fbcrrRgXS9lp3+wSM0tyjTHY8WMaV0R7a8TBeyDF9IEVDBBg==",
};
const refused: DeliveryAttempt = {
  deliveryId: delivery.deliveryId,
  number: 1,
  state: "due",
  at: after(START, minutes(-10)),
  tookMs: 1_204,
  nextAttemptAt: after(START, seconds(-595)),
  sentHeaders,
  status: 503,
  answerHeaders: { "content-type": "text/html; charset=utf-8", "retry-after": "5" },
  answer: "<html>\n  <h1>503 Service Temporarily Unavailable</h1>\n</html>",
  answerBytes: 9_120,
  error: undefined,
};
const taken: DeliveryAttempt = {
  ...refused,
  number: 2,
  state: "delivered",
  at: after(START, seconds(-594)),
  tookMs: 88,
  nextAttemptAt: undefined,
  status: 204,
  answerHeaders: { server: "tea/1.0" },
  answer: undefined,
  answerBytes: 0,
};
const silent: DeliveryAttempt = {
  ...refused,
  tookMs: 15_000,
  status: undefined,
  answerHeaders: undefined,
  answer: undefined,
  answerBytes: undefined,
  error: "timed_out",
};

const whole: DeliveryView = {
  delivery,
  event,
  endpoint: well,
  rounds: [delivery],
  attempts: [taken, refused],
  body: JSON.stringify({ event_id: event.eventId, type: event.type, data: event.data }),
  proven: true,
};
const due: Delivery = {
  ...delivery,
  state: "due",
  attempts: 1,
  nextAttemptAt: after(START, minutes(5)),
};
const again: Delivery = {
  ...delivery,
  deliveryId: "dlv_01KAG8M0000000000000000002",
  round: 2,
  trigger: "manual",
  originalId: delivery.deliveryId,
  state: "due",
  attempts: 0,
  nextAttemptAt: START,
  createdAt: START,
};
const exhausted: Delivery = { ...delivery, state: "exhausted", attempts: 10 };
const untried: Partial<DeliveryView> = { attempts: [], proven: undefined };

const views: Readonly<Record<string, DeliveryView>> = {
  delivered: whole,
  retried: { ...whole, delivery: due, rounds: [due], attempts: [silent] },
  waiting: {
    ...whole,
    ...untried,
    delivery: { ...again, nextAttemptAt: undefined },
    rounds: [delivery, { ...again, nextAttemptAt: undefined }],
  },
  again: { ...whole, ...untried, delivery: again, rounds: [delivery, again] },
  given_up: {
    ...whole,
    delivery: exhausted,
    rounds: [exhausted],
    attempts: [refused],
    proven: false,
  },
  forgotten: { ...whole, ...untried, delivery: exhausted, rounds: [exhausted] },
  disabled: {
    ...whole,
    ...untried,
    endpoint: gone,
    delivery: { ...delivery, state: "cancelled", attempts: 0 },
  },
};

const rows: readonly AttemptRow[] = Array.from({ length: 20 }, (_, n) => {
  const attempt = [
    taken,
    refused,
    silent,
    { ...refused, state: "exhausted", nextAttemptAt: undefined } as const,
  ][n % 4] ?? taken;
  const { endpointId, url } = [well, failing][n % 2] ?? well;
  return {
    attemptId: `att_000000000000000000000000${10 + n}`,
    deliveryId: delivery.deliveryId,
    number: attempt.number,
    eventId: event.eventId,
    eventType: (["order.paid", "refund.succeeded", "payment.succeeded_late"] as const)[n % 3] ?? "",
    about: teaHouse.merchantNo,
    endpointId,
    url,
    trigger: (["automatic", "manual", "range"] as const)[n % 3] ?? "automatic",
    state: attempt.state,
    status: attempt.status,
    error: attempt.error,
    tookMs: attempt.tookMs,
    at: after(START, minutes(-n)),
    nextAttemptAt: attempt.nextAttemptAt,
  };
});
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
