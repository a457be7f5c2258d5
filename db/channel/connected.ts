import { type SQL, sql } from "drizzle-orm";
import type { SQLiteColumn } from "drizzle-orm/sqlite-core";
import type { ChannelName } from "../../core/channel/channel.ts";

/** Whether a row's channel is one of those given by `presentOf`. */
export function isPresent(channel: SQLiteColumn): SQL {
  return sql`${channel} in (select value from json_each(${sql.placeholder("channels")}) j)`;
}

export function presentOf(channels: readonly ChannelName[]): { readonly channels: string } {
  return { channels: JSON.stringify(channels) };
}
