import type { DeviceEmptying, KeptCardFace } from "../channel/card_signal.ts";
import type { ChannelName } from "../channel/channel.ts";
import type { CardDeviceId, CardholderId, CardId, DeviceCardId } from "../id.ts";
import type { Machine } from "../machine.ts";
import type { Instant } from "../time.ts";
import { inForce, type Suspension } from "./suspension.ts";

/** Whose cards a channel keeps: its own user, who may come to our wallet later or never. */
export interface Cardholder {
  readonly cardholderId: CardholderId;
  readonly channel: ChannelName;
  readonly subject: string;
  readonly version: number;
}

/** A real card. */
export interface Card {
  readonly cardId: CardId;
  /** The channel's; never a card number. */
  readonly token: string;
  readonly face: KeptCardFace;
  /** Of the word from which the face is. */
  readonly faceSequence: number;
  readonly suspensions: readonly Suspension[];
  readonly state: "active" | "suspended" | "deleted";
  readonly deletedAt: Instant | undefined;
}

/** A phone or watch that holds device cards. */
export interface CardDevice {
  readonly deviceId: CardDeviceId;
  readonly deviceNo: string;
  readonly name: string;
  readonly suspensions: readonly Suspension[];
  /** What was loaded before that word is gone. */
  readonly emptied:
    | { readonly sequence: number; readonly because: DeviceEmptying }
    | undefined;
}

export type DeviceCardState = "inactive" | "active" | "suspended" | "deleted";

/** Suspended while there is a reason for it; deleted for ever. */
export const deviceCardMachine = {
  inactive: { activated: "active", suspended: "suspended", deleted: "deleted" },
  active: { suspended: "suspended", deleted: "deleted" },
  suspended: { resumed: "active", deleted: "deleted" },
  deleted: {},
} as const satisfies Machine<
  DeviceCardState,
  "activated" | "suspended" | "resumed" | "deleted"
>;

/** By whose word, or by what befell its card or device. */
export type DeletedBecause =
  | "consumer"
  | "gone"
  | "holder"
  | "issuer"
  | "card_deleted"
  | "replaced"
  | DeviceEmptying;

/** A card on a device, with a token of its own. */
export interface DeviceCard {
  readonly deviceCardId: DeviceCardId;
  readonly cardId: CardId;
  readonly deviceId: CardDeviceId;
  readonly token: string;
  readonly loadSequence: number;
  readonly loadedAt: Instant;
  readonly activatedAt: Instant | undefined;
  readonly state: DeviceCardState;
  /** What its device pays by. */
  readonly isDefault: boolean;
  /** Its own; those of its card and device count as well. */
  readonly suspensions: readonly Suspension[];
  readonly deleted: { readonly at: Instant; readonly because: DeletedBecause } | undefined;
  /** How often what its holder wants of it changed. */
  readonly revision: number;
  /** When the channel is told of that next; undefined: it knows. */
  readonly tellAfter: Instant | undefined;
  readonly tells: number;
}

/** All that a channel keeps for one holder: decided upon and written as one. */
export interface Held {
  readonly holder: Cardholder;
  readonly cards: readonly Card[];
  readonly devices: readonly CardDevice[];
  readonly deviceCards: readonly DeviceCard[];
}

/** Why a device card is suspended: by its card, its device and itself. */
export function reasonsOf(
  { cards, devices }: Pick<Held, "cards" | "devices">,
  { cardId, deviceId, suspensions }: Pick<DeviceCard, "cardId" | "deviceId" | "suspensions">,
): readonly Suspension[] {
  const card = cards.find((each) => each.cardId === cardId);
  const device = devices.find((each) => each.deviceId === deviceId);
  return inForce([
    ...(card?.suspensions ?? []),
    ...(device?.suspensions ?? []),
    ...suspensions,
  ]);
}

/** Whether it takes part in anything any more. */
export function isLive({ state }: Pick<DeviceCard, "state">): boolean {
  return state !== "deleted";
}
