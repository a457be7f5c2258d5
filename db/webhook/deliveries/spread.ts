import type { DeliveryId } from "../../../core/id.ts";
import type { Instant } from "../../../core/time.ts";
import type { Unit } from "../../../core/unit.ts";
import type { DeliveryStore, NewDelivery } from "../../../core/webhook/delivery.ts";

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

const LET_GO = `update deliveries set next_attempt_at = ?2 + (
    select clock_offset_ms from merchants m where m.merchant_no = deliveries.merchant_no
  )
  where delivery_id in (select value ->> 0 from json_each(?1))
    and state = 'due' and next_attempt_at is null and not exists (
      select 1 from deliveries earlier
      where earlier.endpoint_id = deliveries.endpoint_id
        and earlier.subject_id = deliveries.subject_id and earlier.state = 'due'
        and earlier.event_seq < deliveries.event_seq and earlier.replay = 0
    )`;

export function spreadUnit({ deliveries, from, to, now }: Step): Unit {
  const rows = rowsOf(deliveries);
  const position = [BigInt(from), BigInt(to)];
  const made = [
    {
      // Guarded by the cursor, so that of two dispatchers at the same step one creates nothing.
      sql: `${INSERT} and ?3 = coalesce((select position from cursors where name = 'fan_out'), 0)
        order by e.seq on conflict (event_id, endpoint_id) do nothing`,
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
        sql: `${INSERT} order by e.seq on conflict (event_id, endpoint_id) do nothing`,
        args: [rows, BigInt(now)],
      },
      { sql: LET_GO, args: [rows, BigInt(now)] },
    ],
  };
}

/** A settled delivery restarts its retry schedule outside its subject's order: its turn has passed. */
export function redeliverUnit(deliveryIds: readonly DeliveryId[], now: Instant): Unit {
  return {
    statements: [{
      sql: `update deliveries set
          replay = case when state = 'due' then replay else 1 end,
          tries = case when state = 'due' then tries else 0 end,
          lease = case when state = 'due' then lease end,
          leased_until = case when state = 'due' then leased_until else 0 end,
          next_attempt_at = case when state = 'due' and next_attempt_at is null then null
            else ?2 + (
              select clock_offset_ms from merchants m where m.merchant_no = deliveries.merchant_no
            ) end,
          state = 'due'
        where delivery_id in (select value from json_each(?1))
          and endpoint_id in (select endpoint_id from endpoints where state = 'enabled')`,
      args: [JSON.stringify(deliveryIds), BigInt(now)],
    }],
  };
}

function rowsOf(deliveries: readonly NewDelivery[]): string {
  return JSON.stringify(deliveries.map((each) => [each.deliveryId, each.eventId, each.endpointId]));
}
