import type { DeviceCardWill } from "../channel/device_card_channel.ts";
import type { Instant } from "../time.ts";
import {
  type Card,
  type CardDevice,
  type DeletedBecause,
  type DeviceCard,
  deviceCardMachine,
  type DeviceCardState,
  type Held,
  reasonsOf,
} from "./cardholder.ts";
import { electDefaults } from "./elect_defaults.ts";
import { inForce } from "./suspension.ts";

/**
 * What follows for every card from what was said of one: states, ends, defaults, and what the channel must be told.
 * Nothing of it depends on the order in which words arrived, save which card became a device's first default.
 */
export function settle(before: Held, said: Held, at: Instant): Held {
  const cards = said.cards.map(standing);
  const placed = said.deviceCards.map((each) => ended({ ...said, cards }, each, at));
  const moved = placed.map((each) => moveOn({ ...said, cards }, each));
  const deviceCards = electDefaults(moved).map((each) => {
    const known = before.deviceCards.find(({ deviceCardId }) => deviceCardId === each.deviceCardId);
    return owing(before, said, { each, known, at });
  });
  return { ...said, cards, deviceCards };
}

function standing(card: Card): Card {
  const state = card.deletedAt !== undefined
    ? "deleted"
    : inForce(card.suspensions).length > 0
    ? "suspended"
    : "active";
  return state === card.state ? card : { ...card, state };
}

function ended(held: Held, each: DeviceCard, at: Instant): DeviceCard {
  const because = each.deleted ? undefined : endOf(held, each);
  return because ? { ...each, deleted: { at, because } } : each;
}

/** What ends it, whenever it was loaded. */
function endOf(
  held: Held,
  { cardId, deviceId, loadSequence }: DeviceCard,
): DeletedBecause | undefined {
  const card = held.cards.find((each) => each.cardId === cardId);
  if (card?.state === "deleted") return "card_deleted";
  const emptied = held.devices.find((each) => each.deviceId === deviceId)?.emptied;
  if (emptied && emptied.sequence > loadSequence) return emptied.because;
  const isReplaced = held.deviceCards.some((each) =>
    each.cardId === cardId && each.deviceId === deviceId && each.loadSequence > loadSequence
  );
  return isReplaced ? "replaced" : undefined;
}

function moveOn(held: Held, each: DeviceCard): DeviceCard {
  const state = nextState(held, each);
  const isDefault = each.isDefault && state !== "deleted";
  return state === each.state && isDefault === each.isDefault
    ? each
    : { ...each, state, isDefault };
}

function nextState(held: Held, each: DeviceCard): DeviceCardState {
  const row: Partial<Record<string, DeviceCardState>> = deviceCardMachine[each.state];
  const stays = each.state;
  if (each.deleted) return row["deleted"] ?? stays;
  if (each.activatedAt === undefined) return stays;
  if (reasonsOf(held, each).length > 0) return row["suspended"] ?? stays;
  return row["activated"] ?? row["resumed"] ?? stays;
}

/** What its holder wants of it here. */
export function willOf(
  { devices }: { readonly devices: readonly CardDevice[] },
  { token, revision, deviceId, suspensions, deleted, isDefault }: DeviceCard,
): DeviceCardWill {
  const device = devices.find((each) => each.deviceId === deviceId);
  const suspended = inForce([...(device?.suspensions ?? []), ...suspensions])
    .some(({ setBy }) => setBy === "consumer");
  return { token, revision, suspended, deleted: deleted?.because === "consumer", isDefault };
}

/** With the channel to be told where what its holder wants has changed. What ended there needs no word. */
function owing(
  before: Held,
  after: Held,
  { each, known, at }: {
    readonly each: DeviceCard;
    readonly known: DeviceCard | undefined;
    readonly at: Instant;
  },
): DeviceCard {
  if (each.deleted && each.deleted.because !== "consumer") {
    return each.tellAfter === undefined ? each : { ...each, tellAfter: undefined };
  }
  const was = known
    ? willOf(before, known)
    : { suspended: false, deleted: false, isDefault: false };
  const is = willOf(after, each);
  const same = was.suspended === is.suspended && was.deleted === is.deleted &&
    was.isDefault === is.isDefault;
  return same ? each : { ...each, revision: each.revision + 1, tellAfter: at, tells: 0 };
}
