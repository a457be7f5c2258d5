import { type SQL, sql } from "drizzle-orm";

/**
 * Which blocks in force are about this consumer, at whatever channel we know them, or about one of the cards whose digests
 * are bound as `cards`.
 */
export function onList(consumerId: SQL): SQL {
  return sql`state = 'in_force' and digest in (
    select phone_digest from consumers where consumer_id = ${consumerId}
    union all select id_number_digest from consumers where consumer_id = ${consumerId}
    union all select value from json_each(${sql.placeholder("cards")}) s)`;
}
