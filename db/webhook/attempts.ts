import { asc, desc, eq, type SQL, sql } from "drizzle-orm";
import type { AttemptId, DeliveryId, EndpointId, EventId, MerchantNo } from "../../core/id.ts";
import type { Listing, Stretch } from "../../core/listing.ts";
import type { Caller } from "../../core/merchant/caller.ts";
import type { Query, Row } from "../../core/query.ts";
import { type Instant, instant } from "../../core/time.ts";
import type { AttemptFilters, AttemptRow } from "../../core/webhook/attempt_row.ts";
import type { DeliveryAttempt, DeliveryTrigger, Headers } from "../../core/webhook/delivery.ts";
import { Columns } from "../engine/columns.ts";
import type { Packing } from "../engine/packed.ts";
import { all } from "../engine/query.ts";
import { build } from "../engine/statement.ts";
import { events } from "../event/table.ts";
import { forCaller } from "../merchant/caller.ts";
import { searching, stretchOf } from "../merchant/searching.ts";
import { deliveries, deliveryAttempts, endpoints } from "./table.ts";

function readAttempt(row: Row): DeliveryAttempt {
  const columns = new Columns(row);
  const headers = (name: string) =>
    columns.textOrNone(name) === undefined ? undefined : columns.json<Headers>(name);
  return {
    deliveryId: columns.text("delivery_id") as DeliveryId,
    number: columns.int("number"),
    state: columns.text("state") as DeliveryAttempt["state"],
    at: instant(columns.int("at")),
    tookMs: columns.int("took_ms"),
    nextAttemptAt: timeOrNone(columns, "next_attempt_at"),
    sentHeaders: headers("sent_headers"),
    status: columns.intOrNone("status"),
    answerHeaders: headers("answer_headers"),
    answer: columns.textOrNone("answer"),
    answerBytes: columns.intOrNone("answer_bytes"),
    error: columns.textOrNone("error"),
  };
}

function timeOrNone(columns: Columns, name: string): Instant | undefined {
  const at = columns.intOrNone(name);
  return at === undefined ? undefined : instant(at);
}

const at = sql.placeholder;

/** The event's deliveries to each endpoint that the merchant has or had. */
export const idsOfEvent = (merchantNo: SQL) =>
  sql`select d.delivery_id from endpoints w cross join deliveries d
    where w.merchant_no = ${merchantNo} and d.endpoint_id = w.endpoint_id
      and d.event_seq = (select seq from events where event_id = ${at("eventId")})`;

const attemptsOfEvent = forCaller<{ eventId: string }>((merchantNo) =>
  build.select().from(deliveryAttempts)
    .where(sql`${deliveryAttempts.deliveryId} in (${idsOfEvent(merchantNo)})`)
    .orderBy(asc(deliveryAttempts.deliveryId), asc(deliveryAttempts.number))
);

const ofDelivery = forCaller<{ deliveryId: string }>((merchantNo) =>
  build.select().from(deliveryAttempts)
    .where(sql`${eq(deliveryAttempts.deliveryId, at("deliveryId"))}
      and +${deliveryAttempts.merchantNo} = ${merchantNo}`)
    .orderBy(desc(deliveryAttempts.number))
);

/** Without what was sent and answered. */
const listed = {
  seq: deliveryAttempts.seq,
  delivery_id: deliveryAttempts.deliveryId,
  number: deliveryAttempts.number,
  event_id: deliveries.eventId,
  event_type: deliveryAttempts.eventType,
  about: events.merchantNo,
  endpoint_id: deliveryAttempts.endpointId,
  url: endpoints.url,
  trigger: deliveries.trigger,
  state: deliveryAttempts.state,
  status: deliveryAttempts.status,
  error: deliveryAttempts.error,
  took_ms: deliveryAttempts.tookMs,
  at: deliveryAttempts.at,
  next_attempt_at: deliveryAttempts.nextAttemptAt,
};
const row: Packing = {
  columns: Object.keys(listed),
  fields: {
    row: sql`json_array(${sql.join(Object.values(listed).map((each) => sql`${each}`), sql`, `)})`
      .as("row"),
  },
};

function readRow(found: Row): AttemptRow {
  const columns = new Columns(found);
  return {
    attemptId: idOf(columns.int("seq")),
    deliveryId: columns.text("delivery_id") as DeliveryId,
    number: columns.int("number"),
    eventId: columns.text("event_id") as EventId,
    eventType: columns.text("event_type"),
    about: columns.text("about") as MerchantNo,
    endpointId: columns.text("endpoint_id") as EndpointId,
    url: columns.text("url"),
    trigger: columns.text("trigger") as DeliveryTrigger,
    state: columns.text("state") as AttemptRow["state"],
    status: columns.intOrNone("status"),
    error: columns.textOrNone("error"),
    tookMs: columns.int("took_ms"),
    at: instant(columns.int("at")),
    nextAttemptAt: timeOrNone(columns, "next_attempt_at"),
  };
}

/** As long as any id, and in the order of the numbers. */
const DIGITS = 26;
const idOf = (seq: number): AttemptId => `att_${String(seq).padStart(DIGITS, "0")}`;

const search = searching({
  select: (condition: SQL, order: SQL) =>
    build.select(row.fields).from(deliveryAttempts)
      .leftJoin(deliveries, eq(deliveries.deliveryId, deliveryAttempts.deliveryId))
      .leftJoin(events, eq(events.seq, deliveries.eventSeq))
      .leftJoin(endpoints, eq(endpoints.endpointId, deliveryAttempts.endpointId))
      .where(condition).orderBy(order).limit(at("limit")),
  id: deliveryAttempts.seq,
  createdAt: deliveryAttempts.at,
  merchantNo: deliveryAttempts.merchantNo,
  ofMerchant: {},
  ofParent: { endpoint_id: deliveryAttempts.endpointId },
  state: sql`(${deliveryAttempts.state} <> 'delivered')`,
  looked: {
    event_type: sql`${deliveryAttempts.eventType} = ${at("event_type")}`,
    status: sql`coalesce(${deliveryAttempts.status} / 100, 0) = ${at("status")}`,
  },
});

const classes = { "2xx": 2, "3xx": 3, "4xx": 4, "5xx": 5, none: 0 } as const;

function searchAttempts(
  caller: Caller,
  page: Listing,
  { outcome, status, ...filters }: AttemptFilters,
): Stretch<AttemptRow> {
  const past = page.past && String(Number(page.past.slice("att_".length)));
  const found = stretchOf(
    search(caller, { ...page, past }, {
      ...filters,
      state: outcome && (outcome === "failed" ? 1 : 0),
      status: status && classes[status],
    }),
    row,
    readRow,
  );
  return { ...found, end: found.end && { ...found.end, read: ([end]) => end && readEnd(end) } };
}

function readEnd(end: Row) {
  const columns = new Columns(end);
  return { id: idOf(columns.int("id")), createdAt: instant(columns.int("at")) };
}

export const attemptStore = {
  ofEvent: (caller: Caller, eventId: EventId): Query<readonly DeliveryAttempt[]> =>
    all(attemptsOfEvent(caller, { eventId }), readAttempt),
  ofDelivery: (caller: Caller, deliveryId: DeliveryId): Query<readonly DeliveryAttempt[]> =>
    all(ofDelivery(caller, { deliveryId }), readAttempt),
  search: searchAttempts,
};
