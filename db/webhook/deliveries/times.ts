import { days, hourOf, type Instant } from "../../../core/time.ts";
import type { Statement } from "../../../core/unit.ts";

/** How many hours of an endpoint are kept: two weeks. */
const HOURS_KEPT = days(14) / 3_600_000;

/** The round figures that a time is counted under, the next larger; what takes longer than all of them is the last. */
const BOUNDS_MS = [
  ...[5, 10, 20, 50, 100, 200, 300, 500, 700, 1_000, 1_500, 2_000, 3_000, 5_000, 7_000],
  ...[10_000, 15_000, 20_000, 30_000, 60_000],
] as const;
const LAST = BOUNDS_MS.at(-1);

/** What failed counts under 0. Each counts only under its own lease, as the attempt itself. */
const COUNT = `insert into endpoint_hours (hour, endpoint_id, within_ms, count)
  select (j.value ->> 4) / 3600000, d.endpoint_id,
    iif(j.value ->> 2 = 'delivered', coalesce((
      select min(value) from json_each('${JSON.stringify(BOUNDS_MS)}')
      where value >= j.value ->> 5), ${LAST}), 0), count(*)
  from json_each(?1) j
  cross join deliveries d on d.delivery_id = j.value ->> 0 and d.lease = j.value ->> 1
  where true group by 1, 2, 3
  on conflict (hour, endpoint_id, within_ms) do update set count = count + excluded.count`;

const FORGET = "delete from endpoint_hours where hour < ?1";

/** Counts how long these attempts took, and forgets what is too old to be drawn. `rows` are as `recordUnit` has them. */
export function countTimes(rows: string, now: Instant): readonly Statement[] {
  return [
    { sql: COUNT, args: [rows] },
    forgetTimes(now),
  ];
}

/** Forgets what is too old to be drawn. */
export function forgetTimes(now: Instant): Statement {
  return { sql: FORGET, args: [BigInt(hourOf(now) - HOURS_KEPT)] };
}
