import { eq, sql } from "drizzle-orm";
import { type ChannelName, channelNames } from "../../core/channel/channel.ts";
import type { ChannelSwitch } from "../../core/channel/channel_switch.ts";
import type { ChannelSwitchStore } from "../../core/channel/channel_switch_store.ts";
import type { Row } from "../../core/query.ts";
import { instant } from "../../core/time.ts";
import { Columns } from "../engine/columns.ts";
import { all, first, pack } from "../engine/packed.ts";
import { build, prepare } from "../engine/statement.ts";
import { channelSwitches } from "./table.ts";

function readSwitch(row: Row): ChannelSwitch {
  const columns = new Columns(row);
  return {
    channel: columns.text("channel") as ChannelName,
    state: columns.text("state") as ChannelSwitch["state"],
    reason: columns.text("reason"),
    changedAt: instant(columns.int("changed_at")),
    version: columns.int("version"),
  };
}

const row = pack([channelSwitches, ""]);
const of = prepare(
  build.select(row.fields).from(channelSwitches)
    .where(eq(channelSwitches.channel, sql.placeholder("channel"))),
);

const stopped = prepare(
  build.select(row.fields).from(channelSwitches)
    .where(eq(channelSwitches.state, sql`'stopped'`)).limit(channelNames.length),
);

export const channelSwitchStore: ChannelSwitchStore = {
  stopped: () => all(row, stopped({}), (found) => readSwitch(found).channel),
  of: (channel) => first(row, of({ channel }), readSwitch),
};
