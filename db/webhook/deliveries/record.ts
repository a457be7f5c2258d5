import type { EndpointId } from "../../../core/id.ts";
import { instant } from "../../../core/time.ts";
import type { Instant } from "../../../core/time.ts";
import type { Statement, Unit, UnitRows } from "../../../core/unit.ts";
import { countTimes } from "./times.ts";
import type { AttemptOutcome, EndpointRun } from "../../../core/webhook/delivery.ts";

// Rows travel as one JSON argument, so that a hundred outcomes are four statements and not four hundred. Each outcome
// counts only under its own lease: if two dispatchers sent the same webhook, one outcome counts.
const ADD_ATTEMPTS = `insert into delivery_attempts (
    delivery_id, number, merchant_no, endpoint_id, event_type, state, next_attempt_at, at, took_ms,
    status, answer, error, sent_headers, answer_headers, answer_bytes
  )
  select d.delivery_id, d.attempts + 1, d.merchant_no, d.endpoint_id, j.value ->> 9, j.value ->> 2,
    j.value ->> 3, j.value ->> 4, j.value ->> 5, j.value ->> 6, j.value ->> 7, j.value ->> 8,
    ?2 ->> (2 * j.key), ?2 ->> (2 * j.key + 1), j.value ->> 10
  from json_each(?1) j
  cross join deliveries d on d.delivery_id = j.value ->> 0 and d.lease = j.value ->> 1
  where true
  on conflict (delivery_id, number) do nothing`;

const SETTLE = `update deliveries set
    state = case when deliveries.state = 'due' or j.value ->> 2 = 'delivered'
      then j.value ->> 2 else deliveries.state end,
    next_attempt_at = case when deliveries.state = 'due' then j.value ->> 3 end,
    attempts = attempts + 1, leased_until = 0, lease = null,
    last_status = j.value ->> 6, last_answer = j.value ->> 7, last_error = j.value ->> 8
  from json_each(?1) j
  where deliveries.delivery_id = j.value ->> 0 and deliveries.lease = j.value ->> 1`;

/** A settled delivery releases the next one of its endpoint and subject; a later one never overtakes. */
const RELEASE = `update deliveries set next_attempt_at = ?2 + (
    select clock_offset_ms from merchants m where m.merchant_no = deliveries.merchant_no
  )
  where state = 'due' and next_attempt_at is null and rowid in (
    select (
      select w.rowid from deliveries w
      where w.endpoint_id = d.endpoint_id and w.subject_id = d.subject_id and w.state = 'due'
        and (w.round > 1) = (d.round > 1)
      order by w.event_seq limit 1
    )
    from json_each(?1) j cross join deliveries d on d.delivery_id = j.value ->> 0
    where d.state <> 'due'
  )`;

/** A success ends a run of failures; only endpoints that are failing, or were until now, are updated. */
const COUNT_RUNS = `update endpoints set
    failing_since = case when j.value ->> 1 then j.value ->> 2
      else coalesce(failing_since, j.value ->> 2) end,
    failures_in_row = case when j.value ->> 1 then 0 else failures_in_row end + (j.value ->> 3)
  from json_each(?1) j
  where endpoints.endpoint_id = j.value ->> 0
    and (endpoints.failures_in_row > 0 or j.value ->> 3 > 0)
  returning endpoint_id, failing_since, failures_in_row`;

export function recordUnit(outcomes: readonly AttemptOutcome[], now: Instant): Unit {
  const rows = JSON.stringify(outcomes.map(outcomeRow));
  const settled: Statement[] = outcomes.some((each) => each.state !== "due")
    ? [{ sql: RELEASE, args: [rows, BigInt(now)] }]
    : [];
  const [first] = outcomes;
  return {
    statements: [
      { sql: COUNT_RUNS, args: [JSON.stringify(runRows(outcomes))] },
      { sql: ADD_ATTEMPTS, args: [rows, JSON.stringify(outcomes.flatMap(headersOf))] },
      ...countTimes(rows, now),
      { sql: SETTLE, args: [rows] },
      ...settled,
    ],
    ...(first ? { proof: attemptOf(first) } : {}),
  };
}

function attemptOf({ delivery }: AttemptOutcome): Statement {
  return {
    sql: "select 1 from delivery_attempts where delivery_id = ?1 and number = ?2",
    args: [delivery.deliveryId, BigInt(delivery.attempts + 1)],
  };
}

export function readRuns([rows = []]: UnitRows): readonly EndpointRun[] {
  return rows.map((row) => ({
    endpointId: String(row["endpoint_id"]) as EndpointId,
    failingSince: row["failing_since"] === null ? undefined : instant(Number(row["failing_since"])),
    failuresInRow: Number(row["failures_in_row"]),
  }));
}

function outcomeRow(outcome: AttemptOutcome) {
  const { delivery, state, nextAttemptAt, at, tookMs, status, answer, error } = outcome;
  return [
    delivery.deliveryId,
    delivery.lease,
    state,
    nextAttemptAt,
    at,
    tookMs,
    status,
    answer,
    error,
    delivery.event.type,
    outcome.answerBytes,
  ];
}

/** Apart from the row, which every statement reads again. */
function headersOf({ sentHeaders, answerHeaders }: AttemptOutcome) {
  return [JSON.stringify(sentHeaders), answerHeaders && JSON.stringify(answerHeaders)];
}

/** Per endpoint: whether any succeeded, and after that the time of the first failure and how many there were. */
function runRows(outcomes: readonly AttemptOutcome[]) {
  const runs = new Map<string, { succeeded: boolean; since: number | null; failures: number }>();
  for (const { delivery, state, at } of outcomes) {
    const run = runs.get(delivery.endpointId);
    if (state === "delivered") {
      runs.set(delivery.endpointId, { succeeded: true, since: null, failures: 0 });
    } else {
      runs.set(delivery.endpointId, {
        succeeded: run?.succeeded ?? false,
        since: run?.since ?? at,
        failures: (run?.failures ?? 0) + 1,
      });
    }
  }
  return [...runs].map(([endpointId, { succeeded, since, failures }]) => [
    endpointId,
    succeeded ? 1 : 0,
    since,
    failures,
  ]);
}
