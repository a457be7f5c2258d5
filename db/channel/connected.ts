import { inArray, type SQL, sql } from "drizzle-orm";
import type { SQLiteColumn } from "drizzle-orm/sqlite-core";
import { type ChannelName, channelNames } from "../../core/channel/channel.ts";

/** Whether a row's channel is one of those given by `presentOf`. */
export function isPresent(channel: SQLiteColumn): SQL {
  return inArray(channel, channelNames.map((name) => sql.placeholder(name)));
}

/** A channel by its own name, or by nothing when it is not there. */
export function presentOf(channels: readonly ChannelName[]): Record<ChannelName, string | null> {
  const named = channelNames.map((name) => [name, channels.includes(name) ? name : null]);
  return Object.fromEntries(named);
}
