import type { Actor } from "../actor.ts";
import { retryOnConflict } from "../conflict.ts";
import type { Deps } from "../deps.ts";
import type { ChannelName } from "./channel.ts";
import type { SharedSignups } from "./shared_signups.ts";

export interface ShareSignups {
  readonly channels: readonly [ChannelName, ChannelName];
  readonly shared: boolean;
  readonly by: Actor;
}

/** Says whether two channels share their sign-ups; what is so already changes nothing. */
export function shareSignups(
  deps: Deps,
  { channels, shared, by }: ShareSignups,
): Promise<SharedSignups> {
  return retryOnConflict(async () => {
    const [one, other] = channels.toSorted() as [ChannelName, ChannelName];
    const [known] = await deps.load(deps.channelSwitches.sharedSignups(one, other));
    const current = known ?? { one, other, shared: false, version: 0 };
    if (current.shared === shared) return current;
    const signups: SharedSignups = { ...current, shared, version: current.version + 1 };
    const stamp = { eventId: deps.newId("evt"), at: deps.now(), by };
    await deps.commit([{ type: "channel.signups_set", signups, ...stamp }]);
    return signups;
  });
}
