import { type Column, type SQL, sql } from "drizzle-orm";
import type { MerchantNo } from "../../core/id.ts";
import type { Statement } from "../../core/unit.ts";
import { prepare } from "../engine/statement.ts";

type Builder = Parameters<typeof prepare>[0];

type Due = {
  readonly now: number;
  readonly max: number;
};

/**
 * A statement of what is due at the placeholder `now`: among all merchants whose clock is ours, or at the one given,
 * whose clock is its own.
 */
export function forClock(
  column: Column,
  due: (whose: SQL) => Builder,
): (merchantNo: MerchantNo | undefined, values: Due) => Statement {
  const onOurs = prepare<Due>(due(
    sql`${column} not in (select merchant_no from merchants where clock_offset_ms <> 0)`,
  ));
  // The plus keeps to the index of what is due: a merchant may have a million rows, of which few are.
  const ofOne = prepare<Due & { readonly merchantNo: MerchantNo }>(
    due(sql`+${column} = ${sql.placeholder("merchantNo")}`),
  );
  return (merchantNo, values) =>
    merchantNo === undefined ? onOurs(values) : ofOne({ ...values, merchantNo });
}
