import { type Column, type SQL, sql } from "drizzle-orm";

/** The same as `channelFor` of this merchant number. */
export function channelOfNumber(merchantNo: SQL | Column): SQL {
  return sql`(select coalesce(channel, iif(mode = 'test', 'sandbox', 'unionpay')) from merchants
    where merchant_no = ${merchantNo})`;
}

/** Contracts are signed at two channels, so that what is not at the one is at the other, and an index leads to it. */
export function otherChannel(merchantNo: SQL | Column): SQL {
  return sql`iif(${channelOfNumber(merchantNo)} = 'sandbox', 'unionpay', 'sandbox')`;
}
