import type { RecordedEvent } from "../../core/event.ts";
import type { Redelivery } from "../../core/redelivery/redelivery.ts";
import type { AttemptRow } from "../../core/webhook/attempt_row.ts";
import type { Delivery, DeliveryAttempt } from "../../core/webhook/delivery.ts";
import type { Endpoint, EndpointSecret } from "../../core/webhook/endpoint.ts";
import type { EndpointHealth } from "../../core/webhook/endpoint_health.ts";
import type { DeliveryView } from "../../core/webhook/view_delivery.ts";
import { after, days, hours, minutes, seconds } from "../../core/time.ts";
import { START } from "./fake_clock.ts";
import { teaHouse } from "./fixtures.ts";

const secret: EndpointSecret = {
  number: 2,
  sealedSecret: "",
  sealedPrivateKey: "",
  publicKey: "whpk_3vQ0x1sJ2mC9pF7aYbTn5rKdLwEoUhGzXiVqRtSyPAk=",
  createdAt: after(START, hours(-3)),
  expiresAt: undefined,
};
const old = { ...secret, number: 1, createdAt: after(START, days(-90)) };

export const well: Endpoint = {
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
export const failing: Endpoint = {
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

export const health: EndpointHealth = {
  endpointId: well.endpointId,
  lastSuccessAt: after(START, minutes(-2)),
  p95: 312,
  waiting: 0,
};
export const shown = [
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

export const redelivery: Redelivery = {
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
export const finished: Redelivery = { ...redelivery, state: "finished", endedAt: START };
export const stopped: Redelivery = { ...redelivery, state: "stopped", endedAt: START };

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

export const whole: DeliveryView = {
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

export const views: Readonly<Record<string, DeliveryView>> = {
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

export const rows: readonly AttemptRow[] = Array.from({ length: 20 }, (_, n) => {
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
