import type { Query } from "../query.ts";
import type { ChannelName } from "./channel.ts";
import type { ChannelSwitch } from "./channel_switch.ts";
import type { SharedSignups } from "./shared_signups.ts";

export interface ChannelSwitchStore {
  /** Those that take nothing new now. */
  stopped(): Query<readonly ChannelName[]>;
  /** Of a channel that was ever stopped. */
  of(channel: ChannelName): Query<ChannelSwitch | undefined>;
  /** Of a pair in the order of the alphabet for which it was ever said. */
  sharedSignups(one: ChannelName, other: ChannelName): Query<SharedSignups | undefined>;
}
