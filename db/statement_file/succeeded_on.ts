import { type Placeholder, type SQL, sql } from "drizzle-orm";
import { after, type BusinessDay, days, startOfBusinessDay } from "../../core/time.ts";

const at = sql.placeholder;

/** In ms, ten days: further from its success a channel clears nothing. */
const CLEARED_WITHIN = sql`864000000`;

/**
 * Of a merchant number, in the table `t`: what belongs to the day `monthDay` (MMDD), from `from` until `until`. Where the
 * channel has said on which day it clears a payment, that day counts and no clock.
 */
export function succeededOn(
  table: "payments" | "deductions" | "refunds",
  merchantNo: SQL | Placeholder,
): SQL {
  const mine = sql`t.merchant_no = ${merchantNo} and t.state = 'succeeded'`;
  const onDay = sql`t.ended_at >= ${at("from")} and t.ended_at < ${at("until")}`;
  if (table === "deductions") return sql`${mine} and ${onDay}`;
  // What a company transfers is in a file of the bank, and in none of the channel's; a wallet app hands out no file.
  const ofChannel = sql`${mine} and t.channel <> 'bank_transfer' and t.channel not glob 'wallet:*'`;
  // What it refused to deliver is in none either.
  if (table === "refunds") return sql`${ofChannel} and t.channel_txn_no is not null and ${onDay}`;
  return sql`${ofChannel} and t.ended_at >= ${at("from")} - ${CLEARED_WITHIN}
    and t.ended_at < ${at("until")} + ${CLEARED_WITHIN}
    and iif(t.clearing_day is null, ${onDay}, t.clearing_day = ${at("monthDay")})`;
}

/** What `succeededOn` is asked with: the day's time in Asia/Shanghai, and its MMDD. */
export function spanOf(day: BusinessDay) {
  const from = startOfBusinessDay(day);
  return { from, until: after(from, days(1)), monthDay: day.slice(5).replace("-", "") };
}
