import { and, asc, eq, gt, type SQL, sql } from "drizzle-orm";
import type { EventPage, EventStore } from "../../core/event_store.ts";
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

/** The numbers above `of`, itself included: a few rows. */
const above = (of: SQL) =>
  sql`with recursive above (merchant_no) as (
    select ${of} union
    select m.parent_no from merchants m join above on m.merchant_no = above.merchant_no
    where m.parent_no is not null
  ) select merchant_no from above`;

const visibleById = forCaller<{ eventId: string }>((merchantNo) =>
  build.select(row.fields).from(events).where(
    and(
      eq(events.eventId, at("eventId")),
      told,
      sql`${merchantNo} in (${above(sql`${events.merchantNo}`)})`,
    ),
  )
);

type Values = {
  limit: number;
  past: string | undefined;
  type: string | undefined;
  merchantNo: string | undefined;
};

/** Filters that are not given leave no trace in the text, so that each combination can use its own index. */
interface Shape extends Pick<EventPage, "order"> {
  readonly past: boolean;
  readonly typed: boolean;
  readonly ofOne: boolean;
}

/**
 * A page of each member of the family by its own index, of which the first are taken: however many events there are,
 * a page of them is read per member.
 */
function listing({ order, past, typed, ofOne }: Shape) {
  const [direction, beyond] = order === "newest" ? [sql`desc`, sql`<`] : [sql`asc`, sql`>`];
  const condition = sql.join([
    sql`e.merchant_no = family.merchant_no and e.sequence is not null`,
    ...(typed ? [sql`e.type = ${at("type")}`] : []),
    ...(past ? [sql`e.seq ${beyond} (select seq from events where event_id = ${at("past")})`] : []),
  ], sql` and `);
  return forCaller<Values>((merchantNo) =>
    build.select(row.fields).from(events).where(sql`${events.seq} in (
      with recursive family (merchant_no) as (
        select ${merchantNo} union
        select m.merchant_no from merchants m join family on m.parent_no = family.merchant_no
      )
      select s.value from family cross join json_each((
        select json_group_array(seq) from (
          select e.seq from events e where ${condition} order by e.seq ${direction}
          limit ${at("limit")}
        )
      )) s ${ofOne ? sql`where family.merchant_no = ${at("merchantNo")}` : sql``}
      order by s.value ${direction} limit ${at("limit")}
    )`).orderBy(sql`${events.seq} ${direction}`).limit(at("limit"))
  );
}

const lists = new Map<string, ReturnType<typeof listing>>();

function listOf(shape: Shape): ReturnType<typeof listing> {
  const key = JSON.stringify(shape);
  const known = lists.get(key) ?? listing(shape);
  lists.set(key, known);
  return known;
}

const afterCursor = prepare(
  build.select(row.fields).from(events).where(and(
    told,
    gt(events.seq, sql`coalesce((select position from cursors where name = 'fan_out'), 0)`),
  )).orderBy(asc(events.seq)).limit(at("max")),
);

export const eventStore: EventStore = {
  visibleById: (caller, eventId) => first(row, visibleById(caller, { eventId }), readEvent),
  list: (caller, { limit, order, past, type, merchantNo }) => {
    const shape = {
      order,
      past: past !== undefined,
      typed: type !== undefined,
      ofOne: merchantNo !== undefined,
    };
    return all(row, listOf(shape)(caller, { limit, past, type, merchantNo }), readEvent);
  },
  afterCursor: (max) => all(row, afterCursor({ max }), readEvent),
};
