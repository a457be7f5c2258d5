import { sql } from "drizzle-orm";
import type { ChannelSwitchEvent } from "../../core/channel/channel_switch_events.ts";
import type { Changes } from "../engine/changes.ts";
import { build, prepare } from "../engine/statement.ts";
import { channelSwitches } from "./table.ts";

export const channelSwitchChanges = {
  "channel.stopped": ({ channelSwitch }) => [save({ ...channelSwitch })],
  "channel.resumed": ({ channelSwitch }) => [save({ ...channelSwitch })],
} satisfies Changes<ChannelSwitchEvent>;

const at = sql.placeholder;

const save = prepare(
  build.insert(channelSwitches).values({
    channel: at("channel"),
    state: at("state"),
    reason: at("reason"),
    changedAt: at("changedAt"),
    version: at("version"),
  }).onConflictDoUpdate({
    target: channelSwitches.channel,
    set: {
      state: sql`excluded.state`,
      reason: sql`excluded.reason`,
      changedAt: sql`excluded.changed_at`,
      version: sql`excluded.version`,
    },
  }),
);
