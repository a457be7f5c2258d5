import { type SQL, sql } from "drizzle-orm";

/**
 * What a batch of the number's day takes in: what the channel has cleared by then, in files that are in as a whole, and
 * everything that no channel clears.
 */
export function waitsFor(merchantNo: SQL, day: SQL): SQL {
  return sql`settlement_items.settlement_id is null and settlement_items.merchant_no = ${merchantNo}
    and (settlement_items.kind <> 'cleared' or settlement_items.day <= ${day}) and ${fileIsIn}`;
}

/** A file's lines count once all of them are there. */
export const fileIsIn = sql`(settlement_items.file_id is null or exists (
  select 1 from statement_files f where f.file_id = settlement_items.file_id and f.state = 'imported'))`;
