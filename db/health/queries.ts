import type { ChannelName } from "../../core/channel/channel.ts";
import { COUNTED_MAX } from "../../core/health/health.ts";
import type { HealthStore } from "../../core/health/health_store.ts";
import type { DeductionId } from "../../core/id.ts";
import type { Row } from "../../core/query.ts";
import { after, days, type Instant, instant, milliseconds } from "../../core/time.ts";
import { channelAnswers } from "../channel/table.ts";
import { all as allPacked, pack } from "../engine/packed.ts";
import { all } from "../engine/query.ts";
import { build, prepare, unitOf } from "../engine/statement.ts";

const answerRow = pack([channelAnswers, ""]);

// Ids are in the order of time, so that the oldest are among the first of an order's index however many there are.
const flights = (table: string, order: string) =>
  `select channel, count(*) as n, min(sent_at) as oldest from (
    select channel, sent_at from ${table}
    where state = 'processing' and queries_ended_at is null and ${order} limit ${COUNTED_MAX}
  ) group by channel`;

/** UnionPay, the sandbox, and the wallet apps that pay. */
const CHANNELS_MAX = 200;

const IN_FLIGHT = `select channel, sum(n) as n, min(oldest) as oldest from (
  ${flights("payments", "true order by order_id")}
  union all ${flights("refunds", "query_after is not null order by query_after")}
  union all ${flights("deductions", "query_after is not null order by query_after")}
) group by channel`;

const answers = prepare(
  build.select(answerRow.fields).from(channelAnswers).limit(CHANNELS_MAX),
);

const NOTE_ANSWER = `insert into channel_answers (channel, answered_at, silent_since)
  values (?1, iif(?2, ?3, null), iif(?2, null, ?3))
  on conflict (channel) do update set
    answered_at = iif(?2, ?3, answered_at),
    silent_since = iif(?2, null, coalesce(silent_since, ?3))`;

const JOBS = `select name, finished_at, leased_until > now as held, now - finished_at as ago
  from jobs, (select cast(unixepoch('subsec') * 1000 as integer) as now)`;

// From endpoint to endpoint along the index by which deliveries are claimed; due times are on the owner's clock. What
// belongs to a range that is sent again takes its time.
const WEBHOOKS = `with recursive lane (endpoint_id) as (
  select min(endpoint_id) from deliveries where state = 'due' and next_attempt_at is not null
  union all
  select (
    select min(d.endpoint_id) from deliveries d
    where d.state = 'due' and d.next_attempt_at is not null and d.endpoint_id > lane.endpoint_id
  ) from lane where lane.endpoint_id is not null
), due as (
  select (select count(*) from (select 1 from deliveries d
      where d.endpoint_id = lane.endpoint_id and d.late = 0 and d.state = 'due'
        and d.next_attempt_at is not null and d.next_attempt_at <= ?1 + m.clock_offset_ms limit ${COUNTED_MAX})) as n,
    (select min(d.next_attempt_at) from deliveries d
      where d.endpoint_id = lane.endpoint_id and d.late = 0 and d.state = 'due'
        and d.next_attempt_at is not null
    ) - m.clock_offset_ms as oldest
  from lane cross join endpoints w on w.endpoint_id = lane.endpoint_id
    cross join merchants m on m.merchant_no = w.merchant_no
)
select (select coalesce(sum(n), 0) from due) as due,
  (select min(oldest) from due where oldest <= ?1) as oldest,
  (select count(*) from (select 1 from deliveries d
    cross join delivery_attempts a on a.delivery_id = d.delivery_id and a.number = d.attempts
    where d.state = 'exhausted' and d.created_at > ?2 and a.at > ?3 limit ${COUNTED_MAX})) as exhausted`;

/** The last attempt comes so long after the first at the most: every wait of the table, each as long as a receiver may ask. */
const EXHAUSTED_WITHIN = days(12);

const BLOCKED = `select subject_id, blocked_until from poll_guards
  where blocked_until > 0 and blocked_until > ?1 order by blocked_until limit ?2`;

export const healthStore: HealthStore = {
  inFlight: () =>
    all({ sql: IN_FLIGHT, args: [] }, (row) => ({
      channel: String(row["channel"]) as ChannelName,
      count: Number(row["n"]),
      oldestSentAt: instant(Number(row["oldest"])),
    })),
  answers: () =>
    allPacked(answerRow, answers({}), (row) => ({
      channel: String(row["channel"]) as ChannelName,
      answeredAt: timeIn(row, "answered_at"),
      silentSince: timeIn(row, "silent_since"),
    })),
  noteAnswer: (channel, { answered, at }) => ({
    ...unitOf(NOTE_ANSWER, channel, answered ? 1 : 0, at),
    fleeting: true,
  }),
  jobs: () =>
    all({ sql: JOBS, args: [] }, (row) => ({
      name: String(row["name"]),
      finishedAt: timeIn(row, "finished_at"),
      ago: row["ago"] === null ? undefined : milliseconds(Number(row["ago"])),
      held: Number(row["held"]) === 1,
    })),
  webhooks: (now) => ({
    statement: {
      sql: WEBHOOKS,
      args: [now, after(now, milliseconds(-EXHAUSTED_WITHIN)), after(now, milliseconds(-days(1)))]
        .map(BigInt),
    },
    read: ([row]) => ({
      due: Number(row?.["due"]),
      oldestDueAt: row && timeIn(row, "oldest"),
      exhausted: Number(row?.["exhausted"]),
    }),
  }),
  blockedPolls: (now, max) =>
    all({ sql: BLOCKED, args: [BigInt(now), BigInt(max)] }, (row) => ({
      deductionId: String(row["subject_id"]) as DeductionId,
      until: instant(Number(row["blocked_until"])),
    })),
};

function timeIn(row: Row, name: string): Instant | undefined {
  const at = row[name];
  return at === null || at === undefined ? undefined : instant(Number(at));
}
