import type { Actor } from "../core/actor.ts";
import { type ChannelName, channelNames, isWallet } from "../core/channel/channel.ts";
import type { ChannelSwitch } from "../core/channel/channel_switch.ts";
import { shareSignups } from "../core/channel/share_signups.ts";
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
  share_signups: {
    usage: "<channel>,<channel> [--off] [--as <name>]",
    options: ["as"],
    flags: ["off"],
    act: async (deps, { about, by, flag }) => {
      const [one, other, ...more] = about.split(",").map(channelNamed);
      if (!one || !other || one === other || more.length > 0) {
        throw new ConfigError(`expected two channels with a comma, got "${about}"`);
      }
      const { shared } = await shareSignups(deps, {
        channels: [one, other],
        shared: !flag("off"),
        by,
      });
      return ok({ channels: [one, other], shared });
    },
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
  const channel = channelNamed(name);
  const { state, reason, changedAt } = await switchChannel(deps, { channel, ...given });
  return ok({ channel, state, reason, changed_at: rfc3339(changedAt) });
}

function channelNamed(name: string): ChannelName {
  const channel = isWallet(name) ? name : channelNames.find((each) => each === name);
  if (!channel) throw new ConfigError(`expected one of ${channelNames.join(", ")}, got "${name}"`);
  return channel;
}
