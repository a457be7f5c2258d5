import type { Actor } from "../actor.ts";
import { retryOnConflict } from "../conflict.ts";
import type { Deps } from "../deps.ts";
import type { ChannelName } from "./channel.ts";
import type { ChannelSwitch } from "./channel_switch.ts";

export interface SwitchChannel {
  readonly channel: ChannelName;
  readonly state: ChannelSwitch["state"];
  readonly reason: string;
  readonly by: Actor;
}

/**
 * Stops a channel, or opens it again. While it is stopped no payment and no deduction starts through it, held by the
 * write, and none that was recorded is sent; what was sent goes on, and so do refunds and contracts. Setting the current
 * state changes nothing.
 */
export function switchChannel(
  deps: Deps,
  { channel, state, reason, by }: SwitchChannel,
): Promise<ChannelSwitch> {
  return retryOnConflict(async () => {
    const [known] = await deps.load(deps.channelSwitches.of(channel));
    const at = deps.now();
    const current = known ?? { channel, state: "open", reason: "", changedAt: at, version: 0 };
    if (current.state === state) return current;

    const version = current.version + 1;
    const channelSwitch: ChannelSwitch = { channel, state, reason, changedAt: at, version };
    const type = state === "stopped" ? "channel.stopped" : "channel.resumed";
    await deps.commit([{ type, channelSwitch, eventId: deps.newId("evt"), at, by }]);
    return channelSwitch;
  });
}
