import type { Deps } from "../deps.ts";
import { type ChannelName, channelNames } from "./channel.ts";

/** What no connected channel can do must not stand before what one can. */
export function connected({ channels }: Pick<Deps, "channels">): readonly ChannelName[] {
  return channelNames.filter((name) => channels[name] !== undefined);
}

/** Those that can charge by contract. */
export function connectedForContracts(
  { channels }: Pick<Deps, "channels">,
): readonly ChannelName[] {
  return channelNames.filter((name) => channels[name]?.contracts !== undefined);
}
