import type { BoundCard } from "./card.ts";

/** Who the channel says is using the app now, and the cards they bound there. Never stored in the clear. */
export interface ChannelPerson {
  readonly channelUserId: string;
  readonly name: string;
  readonly phone: string;
  readonly idNumber: string;
  readonly cards: readonly BoundCard[];
}
