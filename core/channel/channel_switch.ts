import type { Instant } from "../time.ts";
import type { ChannelName } from "./channel.ts";

/** Whether a channel takes anything new. Until somebody stops it the first time there is none, and it does. */
export interface ChannelSwitch {
  readonly channel: ChannelName;
  readonly state: "open" | "stopped";
  /** Why it was stopped, for merchants and staff; of an open one, why it was the last time. */
  readonly reason: string;
  readonly changedAt: Instant;
  readonly version: number;
}

export type ChannelStopped = { readonly code: "channel_stopped"; readonly channel: ChannelName };
