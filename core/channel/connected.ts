import type { Deps } from "../deps.ts";
import type { ChannelName } from "./channel.ts";

/** What no connected channel can do must not stand before what one can. */
export function connected({ channels }: Pick<Deps, "channels">): readonly ChannelName[] {
  return Object.values(channels).map(({ name }) => name);
}

/** Those that can charge by contract. */
export function connectedForContracts(
  { channels }: Pick<Deps, "channels">,
): readonly ChannelName[] {
  return Object.values(channels).flatMap(({ name, contracts }) => contracts ? [name] : []);
}
