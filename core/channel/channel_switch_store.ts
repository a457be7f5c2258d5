import type { Query } from "../query.ts";
import type { ChannelName } from "./channel.ts";
import type { ChannelSwitch } from "./channel_switch.ts";

export interface ChannelSwitchStore {
  /** Of a channel that was ever stopped. */
  /** Those that take nothing new now. */
  stopped(): Query<readonly ChannelName[]>;
  of(channel: ChannelName): Query<ChannelSwitch | undefined>;
}
