import { and, asc, desc, eq, sql } from "drizzle-orm";
import type { DeliveryId, EndpointId, EventId, MerchantNo, RedeliveryId } from "../../core/id.ts";
import { firstIdAt } from "../../core/id.ts";
import type { Row } from "../../core/query.ts";
import type { Considered, Redelivery, RedeliveryRange } from "../../core/redelivery/redelivery.ts";
import { COUNTED_MAX, type RedeliveryStore } from "../../core/redelivery/redelivery_store.ts";
import { instant } from "../../core/time.ts";
import { Columns } from "../engine/columns.ts";
import { all, first } from "../engine/query.ts";
import { build, prepare } from "../engine/statement.ts";
import { forCaller } from "../merchant/caller.ts";
import { insertAsked } from "../webhook/deliveries/spread.ts";
import { redeliveries } from "./table.ts";

function readRedelivery(row: Row): Redelivery {
  const columns = new Columns(row);
  const endedAt = columns.intOrNone("ended_at");
  return {
    redeliveryId: columns.text("redelivery_id") as RedeliveryId,
    endpointId: columns.text("endpoint_id") as EndpointId,
    merchantNo: columns.text("merchant_no") as MerchantNo,
    range: {
      eventTypes: columns.json("event_types"),
      from: instant(columns.int("from_at")),
      to: instant(columns.int("to_at")),
      outcome: columns.text("outcome") as RedeliveryRange["outcome"],
    },
    state: columns.text("state") as Redelivery["state"],
    pastSeq: columns.int("past_seq"),
    lastSeq: columns.int("last_seq"),
    made: columns.int("made"),
    createdAt: instant(columns.int("created_at")),
    endedAt: endedAt === undefined ? undefined : instant(endedAt),
    version: columns.int("version"),
  };
}

function readConsidered(row: Row): Considered {
  const columns = new Columns(row);
  return {
    eventSeq: columns.int("event_seq"),
    eventId: columns.text("event_id") as EventId,
    subjectId: columns.text("subject_id"),
    originalId: columns.text("delivery_id") as DeliveryId,
    round: columns.int("last_round"),
    wanted: columns.int("wanted") === 1,
  };
}

const at = sql.placeholder;
const select = () => build.select().from(redeliveries);

const ownById = forCaller<{ redeliveryId: string }>((merchantNo) =>
  select().where(and(
    eq(redeliveries.redeliveryId, at("redeliveryId")),
    eq(redeliveries.merchantNo, merchantNo),
  ))
);
const list = forCaller<{ max: number }>((merchantNo) =>
  select().where(eq(redeliveries.merchantNo, merchantNo))
    .orderBy(desc(redeliveries.redeliveryId)).limit(at("max"))
);
const running = sql`${redeliveries.state} = 'running'`;
const runningTo = prepare(
  select().where(and(eq(redeliveries.endpointId, at("endpointId")), running)),
);
const allRunning = prepare(
  select().where(running).orderBy(asc(redeliveries.endpointId)).limit(at("max")),
);

const EVERYTHING = `select 0 as past_seq, coalesce(max(seq), 0) as last_seq from events`;
const BOUNDS = `select
  coalesce((select seq from events where event_id < ?1 order by event_id desc limit 1), 0)
    as past_seq,
  coalesce((select seq from events where event_id > ?2 order by event_id limit 1),
    (select coalesce(max(seq), 0) from events)) as last_seq`;

/** What a range means: ?1 the types, ?2 and ?3 from when to when, ?4 whether only what was never delivered. */
const MEANT = `e.at >= ?2 and e.at < ?3
  and (?1 = '[]' or e.type in (select s.value from json_each(?1) s))
  and not exists (select 1 from deliveries r where r.endpoint_id = d.endpoint_id
    and r.event_seq = d.event_seq and r.state in ('due', iif(?4, 'delivered', 'due')))`;

const CONSIDERED = `from deliveries d cross join events e on e.seq = d.event_seq
  where d.endpoint_id = ?5 and d.event_seq > ?6 and d.event_seq <= ?7 and d.round = 1
  order by d.event_seq limit ?8`;

const NEXT = `select d.event_seq, d.event_id, d.subject_id, d.delivery_id, ${MEANT} as wanted,
  (select max(r.round) from deliveries r
    where r.endpoint_id = d.endpoint_id and r.event_seq = d.event_seq) as last_round
  ${CONSIDERED}`;

/** More than are counted, because many may be looked at for one that is meant. */
const LOOKED_MAX = 20_000;
const COUNT = `select count(*) as looked, coalesce(sum(wanted), 0) as n
  from (select ${MEANT} as wanted ${CONSIDERED})`;

function rangeArgs({ eventTypes, from, to, outcome }: RedeliveryRange) {
  return [JSON.stringify(eventTypes), BigInt(from), BigInt(to), outcome === "failed" ? 1n : 0n];
}

const LEFT = `select
  (select count(*) from (select 1 from deliveries
    where endpoint_id = ?1 and late = 1 and state = 'due' and next_attempt_at is not null
      and next_attempt_at <= ?2 limit ?4)) as ready,
  (select count(*) from (select 1 from deliveries
    where redelivery_id = ?3 and state = 'due' and attempts = 0 limit ?5)) as untried`;

const of = (state: string) =>
  `(select count(*) from (select 1 from deliveries
    where redelivery_id = ?1 and state = '${state}' limit ${COUNTED_MAX + 1})) as ${state}`;
const PROGRESS = `select ${["due", "delivered", "exhausted", "cancelled"].map(of).join(", ")}`;

const STEP = `update redeliveries set past_seq = ?3, made = made + (
    select count(*) from json_each(?4) j cross join deliveries d on d.delivery_id = j.value
  )
  where redelivery_id = ?1 and past_seq = ?2 and state = 'running'`;

export const redeliveryStore: RedeliveryStore = {
  ownById: (caller, redeliveryId) => first(ownById(caller, { redeliveryId }), readRedelivery),
  list: (caller, max) => all(list(caller, { max }), readRedelivery),
  runningTo: (endpointId) => first(runningTo({ endpointId }), readRedelivery),
  running: (max) => all(allRunning({ max }), readRedelivery),
  bounds: (made) => ({
    statement: made
      ? { sql: BOUNDS, args: [firstIdAt("evt", made.from), firstIdAt("evt", made.to)] }
      : { sql: EVERYTHING, args: [] },
    read: ([row]) => ({ pastSeq: Number(row?.["past_seq"]), lastSeq: Number(row?.["last_seq"]) }),
  }),
  count: (endpointId, range, { pastSeq, lastSeq }) => ({
    statement: {
      sql: COUNT,
      args: [
        ...rangeArgs(range),
        endpointId,
        ...[pastSeq, lastSeq, LOOKED_MAX].map(BigInt),
      ],
    },
    read: ([row]) => {
      const [looked, count] = [Number(row?.["looked"]), Number(row?.["n"])];
      return {
        count: Math.min(count, COUNTED_MAX),
        more: looked === LOOKED_MAX || count > COUNTED_MAX,
      };
    },
  }),
  next: ({ endpointId, range, pastSeq, lastSeq }, max) =>
    all({
      sql: NEXT,
      args: [...rangeArgs(range), endpointId, ...[pastSeq, lastSeq, max].map(BigInt)],
    }, readConsidered),
  left: ({ endpointId, redeliveryId }, now, { ready, untried }) => ({
    statement: {
      sql: LEFT,
      args: [endpointId, BigInt(now), redeliveryId, BigInt(ready), BigInt(untried)],
    },
    read: ([row]) => ({ ready: Number(row?.["ready"]), untried: Number(row?.["untried"]) }),
  }),
  progress: (redeliveryId) => ({
    statement: { sql: PROGRESS, args: [redeliveryId] },
    read: ([row]) => ({
      due: Number(row?.["due"]),
      delivered: Number(row?.["delivered"]),
      exhausted: Number(row?.["exhausted"]),
      cancelled: Number(row?.["cancelled"]),
    }),
  }),
  step: ({ redeliveryId, pastSeq }, { deliveries, to, at }) => ({
    statements: [
      ...(deliveries.length > 0 ? insertAsked(deliveries, at, { redeliveryId, pastSeq }) : []),
      {
        sql: STEP,
        args: [
          redeliveryId,
          BigInt(pastSeq),
          BigInt(to),
          JSON.stringify(deliveries.map((each) => each.deliveryId)),
        ],
      },
    ],
    fleeting: true,
  }),
};
