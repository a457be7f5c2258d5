import type { Actor } from "../core/actor.ts";
import { channelNames } from "../core/channel/channel.ts";
import type { ChannelSwitch } from "../core/channel/channel_switch.ts";
import { switchChannel } from "../core/channel/switch_channel.ts";
import type { Deps } from "../core/deps.ts";
import { ok, type Result } from "../core/result.ts";
import { rfc3339 } from "../core/time.ts";
import { ConfigError } from "./config.ts";
import type { Act } from "./operator_act.ts";

/** What an operator can do with a channel. */
export const channelActs = {
  stop_channel: {
    usage: "<channel> --reason <why>",
    options: ["reason", "as"],
    act: async (deps, { about, by, needed }) => {
      const reason = needed("reason", "staff will see it");
      return await switched(deps, { name: about, state: "stopped", reason, by });
    },
  },
  resume_channel: {
    usage: "<channel>",
    options: ["reason", "as"],
    act: (deps, { about, by, given }) =>
      switched(deps, { name: about, state: "open", reason: given("reason") ?? "", by }),
  },
} as const satisfies Readonly<Record<string, Act>>;

interface Switching extends Pick<ChannelSwitch, "state" | "reason"> {
  readonly name: string;
  readonly by: Actor;
}

async function switched(
  deps: Deps,
  { name, ...given }: Switching,
): Promise<Result<unknown, never>> {
  const channel = channelNames.find((each) => each === name);
  if (!channel) throw new ConfigError(`expected one of ${channelNames.join(", ")}, got "${name}"`);
  const { state, reason, changedAt } = await switchChannel(deps, { channel, ...given });
  return ok({ channel, state, reason, changed_at: rfc3339(changedAt) });
}
