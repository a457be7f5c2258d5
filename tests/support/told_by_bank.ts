import type { Channel, ChannelNotice } from "../../core/channel/channel.ts";
import type { Deps } from "../../core/deps.ts";

export type Told = ChannelNotice;

/** An HTTP port that receives the bank's notices in the portal's place, reads them as the portal would, and answers. */
export function toldBy(channel: Channel, told: Told[], status: () => number): Deps["http"] {
  return async (request) => {
    const notice = await channel.readNotice(request);
    if (!notice.ok) throw new Error(`Not a notice: ${notice.error.code}`);
    told.push(notice.value);
    return { status: status(), headers: {}, body: "" };
  };
}
