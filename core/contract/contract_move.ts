import type { ChannelName } from "../channel/channel.ts";

/** How far the contracts of a number are on their way to the channel that it trades through now. */
export interface ContractMove {
  readonly channel: ChannelName;
  /** In force, and signed at another channel. */
  readonly toSignAgain: number;
  /** Replaced by the one that their consumer signed here. */
  readonly signedAgain: number;
}

export function contractMoveResource({ channel, toSignAgain, signedAgain }: ContractMove) {
  return {
    channel,
    total: toSignAgain + signedAgain,
    signed_again: signedAgain,
    to_sign_again: toSignAgain,
  };
}
