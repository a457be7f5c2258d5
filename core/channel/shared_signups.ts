import type { ChannelName } from "./channel.ts";

/**
 * Two channels of one institution whose sign-ups are one (三库统一): who has signed at the one and moves to the other
 * confirms once and enters no code. What is not listed signs again in full [docs/unionpay.md].
 */
export interface SharedSignups {
  /** In the order of the alphabet. */
  readonly one: ChannelName;
  readonly other: ChannelName;
  readonly shared: boolean;
  readonly version: number;
}
