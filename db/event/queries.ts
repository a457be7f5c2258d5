import { and, asc, desc, eq, gt, lt, type SQL, sql } from "drizzle-orm";
import type { EventStore } from "../../core/event_store.ts";
import type { RecordedEvent } from "../../core/event.ts";
import type { EventId, MerchantNo } from "../../core/id.ts";
import type { Row } from "../../core/query.ts";
import { instant } from "../../core/time.ts";
import { forCaller } from "../merchant/caller.ts";
import { Columns } from "../engine/columns.ts";
import { all, first, pack } from "../engine/packed.ts";
import { events } from "./table.ts";
import { build, prepare } from "../engine/statement.ts";

export function readEvent(row: Row): RecordedEvent {
  const columns = new Columns(row);
  return {
    seq: columns.int("seq"),
    eventId: columns.text("event_id") as EventId,
    type: columns.text("type"),
    merchantNo: columns.text("merchant_no") as MerchantNo,
    subjectId: columns.text("subject_id"),
    version: columns.int("version"),
    sequence: columns.intOrNone("sequence"),
    at: instant(columns.int("at")),
    data: columns.json("data"),
  };
}

const at = sql.placeholder;
const row = pack([events, ""]);
const told = sql`${events.sequence} is not null`;
const seqOf = (name: string) => sql`(select seq from events where event_id = ${at(name)})`;

const ownById = forCaller<{ eventId: string }>((merchantNo) =>
  build.select(row.fields).from(events).where(
    and(eq(events.eventId, at("eventId")), eq(events.merchantNo, merchantNo), told),
  )
);

type Values = { limit: number; after?: string; before?: string; type?: string };

/** One statement per combination of filters, so that each can use its own index. */
function listing(direction: "newest" | "after" | "before", typed: boolean) {
  const where: Record<typeof direction, SQL | undefined> = {
    newest: undefined,
    after: gt(events.seq, seqOf("after")),
    before: lt(events.seq, seqOf("before")),
  };
  return forCaller<Values>((merchantNo) =>
    build.select(row.fields).from(events).where(and(
      eq(events.merchantNo, merchantNo),
      told,
      typed ? eq(events.type, at("type")) : undefined,
      where[direction],
    )).orderBy(direction === "after" ? asc(events.seq) : desc(events.seq)).limit(at("limit"))
  );
}

const lists = {
  newest: [listing("newest", false), listing("newest", true)],
  after: [listing("after", false), listing("after", true)],
  before: [listing("before", false), listing("before", true)],
} as const;

const afterCursor = prepare(
  build.select(row.fields).from(events).where(and(
    told,
    gt(events.seq, sql`coalesce((select position from cursors where name = 'fan_out'), 0)`),
  )).orderBy(asc(events.seq)).limit(at("max")),
);

export const eventStore: EventStore = {
  ownById: (caller, eventId) => first(row, ownById(caller, { eventId }), readEvent),
  list: (caller, { limit, after, before, type }) => {
    const direction = after !== undefined ? "after" : before !== undefined ? "before" : "newest";
    const [any, typed] = lists[direction];
    return all(
      row,
      (type === undefined ? any : typed)(caller, {
        limit,
        ...(after === undefined ? {} : { after }),
        ...(before === undefined ? {} : { before }),
        ...(type === undefined ? {} : { type }),
      }),
      readEvent,
    );
  },
  afterCursor: (max) => all(row, afterCursor({ max }), readEvent),
};
