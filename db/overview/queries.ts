import { type SQL, sql } from "drizzle-orm";
import type { ApplicationId, DeductionId, EndpointId, PlanId } from "../../core/id.ts";
import { cny } from "../../core/money.ts";
import type {
  DayOutcomes,
  DayTotal,
  HourTotal,
  OverviewStore,
  PolledTooOften,
  Rejected,
  UnclearCounts,
} from "../../core/overview/overview_store.ts";
import type { Row } from "../../core/query.ts";
import { type BusinessDay, hourOf, instant, startOfBusinessDay } from "../../core/time.ts";
import { deductions } from "../deduction/table.ts";
import { Columns } from "../engine/columns.ts";
import { all, first, type Packing } from "../engine/packed.ts";
import { build, prepare } from "../engine/statement.ts";
import { merchantDays, merchantHours } from "../merchant/table.ts";
import { payments } from "../payment/table.ts";
import { refunds } from "../refund/table.ts";
import { endpointHours, endpoints } from "../webhook/table.ts";

const at = sql.placeholder;

/** What a channel is asked about. */
type Asked = typeof payments | typeof refunds | typeof deductions;

/** Rows of these columns, each with the SQL of its value. */
function packing(values: Readonly<Record<string, SQL>>): Packing {
  const row = sql`json_array(${sql.join(Object.values(values), sql`, `)})`.as("row");
  return { columns: Object.keys(values), fields: { row } };
}

const HOURS_READ_MAX = 200;
const DELIVERIES_READ_MAX = 25_000;

const dayRow = packing({ kind: sql`kind`, count: sql`count`, sum: sql`sum` });
const ofDay = prepare<{ merchantNo: string; day: string }>(
  build.select(dayRow.fields).from(merchantDays)
    .where(sql`merchant_no = ${at("merchantNo")} and day = ${at("day")}`).limit(3),
);

function readDay(row: Row): DayTotal {
  const found = new Columns(row);
  return {
    kind: found.text("kind") as DayTotal["kind"],
    count: found.int("count"),
    sum: cny(found.int("sum")),
  };
}

const hourRow = packing({ hour: sql`hour`, kind: sql`kind`, count: sql`count`, sum: sql`sum` });
const WEEK = 7 * 24;
const inHours = prepare<
  { merchantNo: string; from: number; to: number; past: number; end: number }
>(
  build.select(hourRow.fields).from(sql`(
    select hour, kind, count, sum from ${merchantHours}
    where merchant_no = ${at("merchantNo")} and hour between ${at("from")} and ${at("to")}
      and kind <> 'failed'
    union all
    select hour, kind, count, sum from ${merchantHours}
    where merchant_no = ${at("merchantNo")} and hour between ${at("past")} and ${at("end")}
      and kind <> 'failed'
  )`).limit(HOURS_READ_MAX),
);

function readHour(row: Row): HourTotal {
  const found = new Columns(row);
  return {
    hour: found.int("hour"),
    kind: found.text("kind") as HourTotal["kind"],
    count: found.int("count"),
    sum: cny(found.int("sum")),
  };
}

/** Asia/Shanghai is eight hours ahead, so its day since 1970 follows from the hour. */
const outcomeRow = packing({
  day: sql`day`,
  paid: sql`paid`,
  failed: sql`failed`,
  unclear: sql`unclear`,
});
const unclearIn = (table: Asked) =>
  sql`select (queries_ended_at / 3600000 + 8) / 24, 0, 0, 1 from ${table}
    where merchant_no = ${at("merchantNo")} and queries_ended_at is not null
      and queries_ended_at >= ${at("since")}`;
const outcomes = prepare<{ merchantNo: string; from: number; since: number; days: number }>(
  build.select(outcomeRow.fields).from(sql`(
    select strftime('%Y-%m-%d', day * 86400, 'unixepoch') as day, sum(paid) as paid,
      sum(failed) as failed, sum(unclear) as unclear
    from (
      select (hour + 8) / 24 as day, iif(kind = 'failed', 0, count) as paid,
        iif(kind = 'failed', count, 0) as failed, 0 as unclear
      from ${merchantHours} where merchant_no = ${at("merchantNo")} and hour >= ${at("from")}
      union all ${unclearIn(payments)}
      union all ${unclearIn(deductions)}
    ) group by 1 order by 1)`).limit(at("days")),
);

function readOutcomes(row: Row): DayOutcomes {
  const found = new Columns(row);
  return {
    day: found.text("day") as BusinessDay,
    paid: found.int("paid"),
    failed: found.int("failed"),
    unclear: found.int("unclear"),
  };
}

const deliveryRow = packing({
  endpoint_id: sql`endpoint_id`,
  hour: sql`hour`,
  within_ms: sql`within_ms`,
  count: sql`count`,
});
const deliveries = prepare<{ merchantNo: string; from: number; to: number }>(
  build.select(deliveryRow.fields).from(sql`(
    with recursive hours (hour) as (
      select ${at("from")} union all select hour + 1 from hours where hour < ${at("to")})
    select h.endpoint_id, h.hour, h.within_ms, h.count
    from ${endpoints} e cross join hours cross join ${endpointHours} h
      on h.hour = hours.hour and h.endpoint_id = e.endpoint_id
    where e.merchant_no = ${at("merchantNo")} and e.state <> 'deleted'
  )`).limit(DELIVERIES_READ_MAX),
);

const counted = (table: Asked) =>
  sql`(select count(*) from (select 1 from ${table}
    where merchant_no = ${at("merchantNo")} and queries_ended_at is not null limit ${at("max")}))`;
const unclearRow = packing({
  payments: counted(payments),
  refunds: counted(refunds),
  deductions: counted(deductions),
});
const unclear = prepare<{ merchantNo: string; max: number }>(
  build.select(unclearRow.fields).from(sql`(select 1)`),
);
const noneUnclear: UnclearCounts = { payments: 0, refunds: 0, deductions: 0 };

function readUnclear(row: Row): UnclearCounts {
  const found = new Columns(row);
  return {
    payments: found.int("payments"),
    refunds: found.int("refunds"),
    deductions: found.int("deductions"),
  };
}

const rejectedRow = packing({
  kind: sql`kind`,
  id: sql`id`,
  name: sql`name`,
  reason: sql`reason`,
});
const rejected = prepare<{ merchantNo: string; since: number; max: number }>(
  build.select(rejectedRow.fields).from(sql`(
    select 'plan' as kind, plan_id as id, title as name, rejection_reason as reason, decided_at
    from plans where merchant_no = ${at("merchantNo")} and state = 'rejected'
      and decided_at >= ${at("since")} and not exists (
        select 1 from plans later
        where later.plan_id = plans.plan_id and later.version > plans.version)
    union all
    select 'application', application_id, name, rejection_reason, decided_at
    from merchant_applications where parent_no = ${at("merchantNo")} and state = 'rejected'
      and decided_at >= ${at("since")} and not exists (
        select 1 from merchant_applications later
        where later.application_id = merchant_applications.application_id
          and later.version > merchant_applications.version)
    order by decided_at desc)`).limit(at("max")),
);

function readRejected(row: Row): Rejected {
  const found = new Columns(row);
  const of = { name: found.text("name"), reason: found.textOrNone("reason") ?? "" };
  return found.text("kind") === "plan"
    ? { ...of, planId: found.text("id") as PlanId }
    : { ...of, applicationId: found.text("id") as ApplicationId };
}

const polledRow = packing({
  deduction_id: sql`deduction_id`,
  early: sql`early`,
  blocked_until: sql`blocked_until`,
});
/** The conditions are those of their indexes, which hold only what is polled too often. */
const polled = prepare<{ merchantNo: string; now: number; max: number }>(
  build.select(polledRow.fields).from(sql`(
    select d.deduction_id, polled.early, polled.blocked_until from (
      select subject_id, 0 as early, blocked_until from poll_guards
      where blocked_until > 0 and blocked_until > ${at("now")}
      union all
      select subject_id, early, null from poll_guards
      where early > 20 and blocked_until <= ${at("now")}
    ) polled cross join deductions d on d.deduction_id = polled.subject_id
    where d.merchant_no = ${at("merchantNo")})`).limit(at("max")),
);

function readPolled(row: Row): PolledTooOften {
  const found = new Columns(row);
  const until = found.intOrNone("blocked_until");
  return {
    deductionId: found.text("deduction_id") as DeductionId,
    early: found.int("early"),
    blockedUntil: until === undefined ? undefined : instant(until),
  };
}

export const overviewStore: OverviewStore = {
  day: (merchantNo, day) => all(dayRow, ofDay({ merchantNo, day }), readDay),
  hours: (merchantNo, from, to) =>
    all(hourRow, inHours({ merchantNo, from, to, past: from - WEEK, end: to - WEEK }), readHour),
  outcomes: (merchantNo, day, max) => {
    const since = startOfBusinessDay(day);
    const values = { merchantNo, from: hourOf(since), since, days: max };
    return all(outcomeRow, outcomes(values), readOutcomes);
  },
  deliveries: (merchantNo, from, to) =>
    all(deliveryRow, deliveries({ merchantNo, from, to }), (row) => {
      const found = new Columns(row);
      return {
        endpointId: found.text("endpoint_id") as EndpointId,
        hour: found.int("hour"),
        withinMs: found.int("within_ms"),
        count: found.int("count"),
      };
    }),
  unclear: (merchantNo, max) => {
    const query = first(unclearRow, unclear({ merchantNo, max }), readUnclear);
    return { ...query, read: (rows) => query.read(rows) ?? noneUnclear };
  },
  rejected: (merchantNo, since, max) =>
    all(rejectedRow, rejected({ merchantNo, since, max }), readRejected),
  polledTooOften: (merchantNo, now, max) =>
    all(polledRow, polled({ merchantNo, now, max }), readPolled),
};
