import type { Redelivery } from "../../../core/redelivery/redelivery.ts";
import type { Instant } from "../../../core/time.ts";
import type { Statement } from "../../../core/unit.ts";

/** Takes back what a range made and nobody got, and releases what waits behind it. */
export function cancelRange(
  { redeliveryId, endpointId }: Pick<Redelivery, "redeliveryId" | "endpointId">,
  at: Instant,
): readonly Statement[] {
  return [{
    sql: `update deliveries set state = 'cancelled', next_attempt_at = null
      where redelivery_id = ?1 and state = 'due'`,
    args: [redeliveryId],
  }, {
    sql: `update deliveries set next_attempt_at = ?2
      where endpoint_id = ?1 and state = 'due' and next_attempt_at is null and round > 1
        and not exists (
          select 1 from deliveries earlier
          where earlier.endpoint_id = deliveries.endpoint_id
            and earlier.subject_id = deliveries.subject_id and earlier.state = 'due'
            and earlier.event_seq < deliveries.event_seq and earlier.round > 1
        )`,
    args: [endpointId, BigInt(at)],
  }];
}
