import type { EventSpecs, Subject } from "../event_spec.ts";
import type { ChannelSwitch } from "./channel_switch.ts";

export interface ChannelSwitchEvent {
  readonly type: "channel.stopped" | "channel.resumed";
  readonly channelSwitch: ChannelSwitch;
}

export const channelSwitchEvents = {
  "channel.stopped": { subject, data },
  "channel.resumed": { subject, data },
} satisfies EventSpecs<ChannelSwitchEvent>;

function subject({ channelSwitch: { channel, version } }: ChannelSwitchEvent): Subject {
  return { subjectId: `channel:${channel}`, version, merchantNo: undefined };
}

function data({ channelSwitch: { channel, state, reason } }: ChannelSwitchEvent) {
  return { channel, state, reason };
}
