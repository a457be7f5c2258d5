import { sql } from "drizzle-orm";
import type { ChannelSwitchEvent } from "../../core/channel/channel_switch_events.ts";
import type { SharedSignupsEvent } from "../../core/channel/shared_signups_events.ts";
import type { Changes } from "../engine/changes.ts";
import { build, prepare } from "../engine/statement.ts";
import { channelSwitches, sharedSignups } from "./table.ts";

export const channelSwitchChanges = {
  "channel.stopped": ({ channelSwitch }) => [save({ ...channelSwitch })],
  "channel.resumed": ({ channelSwitch }) => [save({ ...channelSwitch })],
} satisfies Changes<ChannelSwitchEvent>;

export const sharedSignupsChanges = {
  "channel.signups_set": ({ signups }) => [saveShared({ ...signups })],
} satisfies Changes<SharedSignupsEvent>;

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

const saveShared = prepare(
  build.insert(sharedSignups).values({
    one: at("one"),
    other: at("other"),
    shared: at("shared"),
    version: at("version"),
  }).onConflictDoUpdate({
    target: [sharedSignups.one, sharedSignups.other],
    set: { shared: sql`excluded.shared`, version: sql`excluded.version` },
  }),
);
