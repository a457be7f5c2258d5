import type { DeliveryId } from "../../../core/id.ts";
import type { Instant } from "../../../core/time.ts";
import type { Statement, Unit } from "../../../core/unit.ts";
import type { AskedDelivery, NewDelivery } from "../../../core/webhook/delivery.ts";
import type { DeliveryStore } from "../../../core/webhook/delivery_store.ts";

const UNLESS_THERE = "on conflict (endpoint_id, event_seq, round) do nothing";

type Step = Parameters<DeliveryStore["spread"]>[0];

// A delivery is created waiting; if nothing is before it, it is then released, on its owner's clock.
const INSERT = `insert into deliveries (
    delivery_id, event_seq, event_id, endpoint_id, merchant_no, subject_id, state, created_at
  )
  select j.value ->> 0, e.seq, e.event_id, w.endpoint_id, w.merchant_no, e.subject_id, 'due',
    ?2 + m.clock_offset_ms
  from json_each(?1) j
  cross join events e on e.event_id = j.value ->> 1
  cross join endpoints w on w.endpoint_id = j.value ->> 2
  cross join merchants m on m.merchant_no = w.merchant_no
  where w.state = 'enabled'`;

// What is sent once more is in order among itself: the first round passed long ago, and does not wait for it.
const letGo = (at: string) =>
  `update deliveries set next_attempt_at = ${at}
  where delivery_id in (select value ->> 0 from json_each(?1))
    and state = 'due' and next_attempt_at is null and not exists (
      select 1 from deliveries earlier
      where earlier.endpoint_id = deliveries.endpoint_id
        and earlier.subject_id = deliveries.subject_id and earlier.state = 'due'
        and earlier.event_seq < deliveries.event_seq
        and (earlier.round > 1) = (deliveries.round > 1)
    )`;
const ON_OWNERS_CLOCK =
  "?2 + (select clock_offset_ms from merchants m where m.merchant_no = deliveries.merchant_no)";
const LET_GO = letGo(ON_OWNERS_CLOCK);
const LET_GO_THEN = letGo("?2");

const INSERT_ASKED = `insert into deliveries (
    delivery_id, event_seq, event_id, endpoint_id, merchant_no, subject_id, round, trigger,
    original_id, redelivery_id, state, created_at
  )
  select j.value ->> 0, j.value ->> 1, j.value ->> 2, j.value ->> 3, j.value ->> 4, j.value ->> 5,
    j.value ->> 6, j.value ->> 7, j.value ->> 8, ?3, 'due', ?2
  from json_each(?1) j
  where ?3 is null or exists (
    select 1 from redeliveries r join endpoints w on w.endpoint_id = r.endpoint_id
    where r.redelivery_id = ?3 and r.past_seq = ?4 and r.state = 'running' and w.state = 'enabled'
  ) and not exists (
    select 1 from deliveries d
    where d.endpoint_id = j.value ->> 3 and d.event_seq = j.value ->> 1 and d.state = 'due'
  )
  order by 2`;

/** Each once more, at this time of its owner's clock; of a range only at its very step, and none that is on its way. */
export function insertAsked(
  asked: readonly AskedDelivery[],
  at: Instant,
  step?: { readonly redeliveryId: string; readonly pastSeq: number },
): readonly Statement[] {
  const rows = JSON.stringify(asked.map((each) => [
    each.deliveryId,
    each.eventSeq,
    each.eventId,
    each.endpointId,
    each.merchantNo,
    each.subjectId,
    each.round,
    each.trigger,
    each.originalId,
  ]));
  const [redeliveryId, pastSeq] = step ? [step.redeliveryId, BigInt(step.pastSeq)] : [null, null];
  return [
    { sql: INSERT_ASKED, args: [rows, BigInt(at), redeliveryId, pastSeq] },
    { sql: LET_GO_THEN, args: [rows, BigInt(at)] },
  ];
}

export function spreadUnit({ deliveries, from, to, now }: Step): Unit {
  const rows = rowsOf(deliveries);
  const position = [BigInt(from), BigInt(to)];
  const made = [
    {
      // Guarded by the cursor, so that of two dispatchers at the same step one creates nothing.
      sql: `${INSERT} and ?3 = coalesce((select position from cursors where name = 'fan_out'), 0)
        order by e.seq ${UNLESS_THERE}`,
      args: [rows, BigInt(now), BigInt(from)],
    },
    { sql: LET_GO, args: [rows, BigInt(now)] },
  ];
  const step = {
    sql: `insert into cursors (name, position) values ('fan_out', ?2)
      on conflict (name) do update set position = ?2 where position = ?1`,
    args: position,
  };
  return { statements: deliveries.length > 0 ? [...made, step] : [step], fleeting: true };
}

export function addUnit(deliveries: readonly NewDelivery[], now: Instant): Unit {
  const rows = rowsOf(deliveries);
  return {
    statements: [
      {
        sql: `${INSERT} order by e.seq ${UNLESS_THERE}`,
        args: [rows, BigInt(now)],
      },
      { sql: LET_GO, args: [rows, BigInt(now)] },
    ],
  };
}

/** Tries them again at once; what waits behind an earlier one goes on waiting. */
export function hastenUnit(deliveryIds: readonly DeliveryId[], now: Instant): Unit {
  if (deliveryIds.length === 0) return { statements: [] };
  return {
    statements: [{
      sql: `update deliveries set next_attempt_at = ${ON_OWNERS_CLOCK}
        where delivery_id in (select value from json_each(?1))
          and state = 'due' and next_attempt_at is not null`,
      args: [JSON.stringify(deliveryIds), BigInt(now)],
    }],
  };
}

function rowsOf(deliveries: readonly NewDelivery[]): string {
  return JSON.stringify(deliveries.map((each) => [each.deliveryId, each.eventId, each.endpointId]));
}
