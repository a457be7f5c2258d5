import { and, eq, sql } from "drizzle-orm";
import type { ChannelName } from "../../core/channel/channel.ts";
import type { ChannelSwitch } from "../../core/channel/channel_switch.ts";
import type { SharedSignups } from "../../core/channel/shared_signups.ts";
import type { ChannelSwitchStore } from "../../core/channel/channel_switch_store.ts";
import type { Row } from "../../core/query.ts";
import { instant } from "../../core/time.ts";
import { Columns } from "../engine/columns.ts";
import { all, first, pack } from "../engine/packed.ts";
import { build, prepare } from "../engine/statement.ts";
import { channelSwitches, sharedSignups } from "./table.ts";

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

/** Each was stopped by hand once. */
const SWITCHES_MAX = 200;
const row = pack([channelSwitches, ""]);
const of = prepare(
  build.select(row.fields).from(channelSwitches)
    .where(eq(channelSwitches.channel, sql.placeholder("channel"))),
);

const stopped = prepare(
  build.select(row.fields).from(channelSwitches)
    .where(eq(channelSwitches.state, sql`'stopped'`)).limit(SWITCHES_MAX),
);

const sharedRow = pack([sharedSignups, ""]);
const shared = prepare(
  build.select(sharedRow.fields).from(sharedSignups).where(and(
    eq(sharedSignups.one, sql.placeholder("one")),
    eq(sharedSignups.other, sql.placeholder("other")),
  )),
);

function readShared(found: Row): SharedSignups {
  const columns = new Columns(found);
  return {
    one: columns.text("one") as ChannelName,
    other: columns.text("other") as ChannelName,
    shared: columns.int("shared") === 1,
    version: columns.int("version"),
  };
}

export const channelSwitchStore: ChannelSwitchStore = {
  stopped: () => all(row, stopped({}), (found) => readSwitch(found).channel),
  of: (channel) => first(row, of({ channel }), readSwitch),
  sharedSignups: (one, other) => first(sharedRow, shared({ one, other }), readShared),
};
