import type { DeliveryId, EndpointId, EventId } from "../../../core/id.ts";
import { instant, milliseconds } from "../../../core/time.ts";
import type { Statement, UnitRows } from "../../../core/unit.ts";
import type { Claim, ClaimedDelivery, DeliveryTrigger } from "../../../core/webhook/delivery.ts";

/**
 * Leases the oldest due deliveries. It walks from endpoint to endpoint along one index and looks only at the first
 * few of each, so one endpoint's backlog costs the others nothing, and no more than those few are in flight to one
 * endpoint. An endpoint that keeps failing gets one at a time. What belongs to a range that is sent again is a lane of
 * its own, after everything else and narrower. Due times are on the owner's clock, leases on ours.
 */
const CLAIM = `with recursive lane (endpoint_id, late) as (
  select * from (select d.endpoint_id, d.late from deliveries d
    where d.state = 'due' and d.next_attempt_at is not null
    order by d.endpoint_id, d.late limit 1)
  union all
  select next.endpoint_id, next.late from lane cross join deliveries next on next.rowid = coalesce((
    select d.rowid from deliveries d
    where d.state = 'due' and d.next_attempt_at is not null
      and d.endpoint_id = lane.endpoint_id and d.late > lane.late limit 1
  ), (
    select d.rowid from deliveries d
    where d.state = 'due' and d.next_attempt_at is not null and d.endpoint_id > lane.endpoint_id
    order by d.endpoint_id, d.late limit 1
  ))
), open_lane as (
  select w.endpoint_id, lane.late, ?1 + m.clock_offset_ms as now,
    case when w.failures_in_row >= 5 then 1 else ?5 end as width
  from lane
  cross join endpoints w on w.endpoint_id = lane.endpoint_id
  cross join merchants m on m.merchant_no = w.merchant_no
  where w.state = 'enabled'
), front as (
  select d.rowid as id, d.late, d.next_attempt_at, d.event_seq, d.leased_until, d.lease, o.width,
    row_number() over (partition by d.endpoint_id
      order by d.leased_until <= ?1, d.late, d.next_attempt_at, d.event_seq) as place,
    row_number() over (partition by d.endpoint_id, d.late
      order by d.leased_until <= ?1, d.next_attempt_at, d.event_seq) as place_in_lane,
    row_number() over (partition by d.late
      order by d.leased_until <= ?1, d.next_attempt_at, d.event_seq) as turn
  from open_lane o cross join deliveries d
  where d.rowid in (
    select x.rowid from deliveries x
    where x.endpoint_id = o.endpoint_id and x.late = o.late and x.state = 'due'
      and x.next_attempt_at is not null and x.next_attempt_at <= o.now
    order by x.next_attempt_at, x.event_seq limit ?5
  )
)
update deliveries set leased_until = ?2, lease = ?3
where rowid in (
  select id from front
  where place <= width and (not late or (place_in_lane <= ?6 and turn <= ?7)) and (leased_until <= ?1 or lease = ?3)
  order by late, next_attempt_at, event_seq limit ?4
)
returning delivery_id, event_id, endpoint_id, trigger, attempts,
  (select clock_offset_ms from merchants m where m.merchant_no = deliveries.merchant_no)
    as clock_offset_ms,
  (select json_object('type', e.type, 'at', e.at, 'sequence', e.sequence, 'data', json(e.data))
    from events e where e.seq = deliveries.event_seq) as event`;

export function claimStatement(claim: Claim): Statement {
  const { now, leasedUntil, lease, max, perEndpoint, latePerEndpoint, lateMax } = claim;
  const args = [
    BigInt(now),
    BigInt(leasedUntil),
    lease,
    ...[max, perEndpoint, latePerEndpoint, lateMax].map(BigInt),
  ];
  return { sql: CLAIM, args };
}

interface EventColumn {
  readonly type: string;
  readonly at: number;
  readonly sequence: number | null;
  readonly data: Readonly<Record<string, unknown>>;
}

export function readClaimed([rows = []]: UnitRows, lease: string): readonly ClaimedDelivery[] {
  return rows.map((row) => {
    const event: EventColumn = JSON.parse(String(row["event"]));
    return {
      deliveryId: String(row["delivery_id"]) as DeliveryId,
      endpointId: String(row["endpoint_id"]) as EndpointId,
      lease,
      trigger: String(row["trigger"]) as DeliveryTrigger,
      attempts: Number(row["attempts"]),
      clockOffset: milliseconds(Number(row["clock_offset_ms"])),
      event: {
        eventId: String(row["event_id"]) as EventId,
        type: event.type,
        at: instant(event.at),
        sequence: event.sequence ?? undefined,
        data: event.data,
      },
    };
  });
}
