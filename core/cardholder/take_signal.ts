import type { CardSignal, KeptCardFace } from "../channel/card_signal.ts";
import type { Deps } from "../deps.ts";
import { ok, rejected, type Result } from "../result.ts";
import { sameText } from "../same_text.ts";
import type { Instant } from "../time.ts";
import type { Card, CardDevice, DeviceCard, Held } from "./cardholder.ts";
import { settle } from "./settle.ts";
import { type Suspension, withWord } from "./suspension.ts";

export type TakeSignalRefusal =
  /** What it is about was never loaded, as far as we were told; the channel says it again. */
  | { readonly code: "device_card_not_found" }
  /** The same token for another card or device. */
  | { readonly code: "notice_facts_differ"; readonly differs: "token" };

interface Taking extends Pick<Deps, "newId"> {
  readonly at: Instant;
}

type Taken = Result<Held, TakeSignalRefusal>;
type Of<T extends CardSignal["type"]> = Extract<CardSignal, { readonly type: T }>;

const unknown = rejected({ code: "device_card_not_found" } as const);

/** All that a holder has after this word of the channel, in any order and any number of times. */
export function takeSignal(held: Held, signal: CardSignal, taking: Taking): Taken {
  const said = say(held, signal, taking);
  return said.ok ? ok(settle(held, said.value, taking.at)) : said;
}

function say(held: Held, signal: CardSignal, taking: Taking): Taken {
  const { at } = taking;
  switch (signal.type) {
    case "loaded":
      return load(held, signal, taking);
    case "activated":
      return ofDeviceCard(
        held,
        signal.token,
        (each) => each.activatedAt === undefined ? { ...each, activatedAt: at } : each,
      );
    case "suspended":
    case "resumed":
      return ofDeviceCard(
        held,
        signal.token,
        (each) => suspendedBy(each, signal.by, { signal, isSet: signal.type === "suspended", at }),
      );
    case "deleted":
      return ofDeviceCard(
        held,
        signal.token,
        (each) => each.deleted ? each : { ...each, deleted: { at, because: signal.by } },
      );
    case "card_lost":
    case "card_found":
      return ofCard(
        held,
        signal.cardToken,
        (card) =>
          suspendedBy(card, "card_lost", { signal, isSet: signal.type === "card_lost", at }),
      );
    case "card_renewed":
    case "card_updated":
      return ofCard(held, signal.cardToken, (card) => facedAs(card, signal.face, signal.sequence));
    case "card_deleted":
      return ofCard(
        held,
        signal.cardToken,
        (card) => card.deletedAt === undefined ? { ...card, deletedAt: at } : card,
      );
    case "device_lost":
    case "device_found":
      return ofDevice(
        held,
        signal.deviceNo,
        (device) =>
          suspendedBy(device, "device_lost", { signal, isSet: signal.type === "device_lost", at }),
      );
    case "device_wiped":
    case "device_restored":
    case "signed_out":
    case "passcode_removed":
    case "fingerprint_removed": {
      const { type: because, sequence } = signal;
      return ofDevice(
        held,
        signal.deviceNo,
        (device) =>
          (device.emptied?.sequence ?? -1) >= sequence
            ? device
            : { ...device, emptied: { sequence, because } },
      );
    }
  }
}

function suspendedBy<T extends { readonly suspensions: readonly Suspension[] }>(
  thing: T,
  reason: Suspension["reason"],
  { signal: { sequence }, isSet, at }: {
    readonly signal: CardSignal;
    readonly isSet: boolean;
    readonly at: Instant;
  },
): T {
  const word = { reason, setBy: "channel", inForce: isSet, at, sequence } as const;
  const suspensions = withWord(thing.suspensions, word);
  return suspensions === thing.suspensions ? thing : { ...thing, suspensions };
}

function load(held: Held, signal: Of<"loaded">, taking: Taking): Taken {
  const { token, sequence } = signal;
  const { token: cardToken, ...face } = signal.card;
  const card = held.cards.find((each) => sameText(each.token, cardToken)) ??
    newCard(signal, taking);
  const device = held.devices.find((each) => each.deviceNo === signal.device.no) ??
    newDevice(signal, taking);
  const known = held.deviceCards.find((each) => sameText(each.token, token));
  if (known) {
    const same = known.cardId === card.cardId && known.deviceId === device.deviceId;
    return same ? ok(held) : rejected({ code: "notice_facts_differ", differs: "token" });
  }
  return ok({
    ...held,
    cards: withOne(held.cards, facedAs(card, face, sequence), ({ cardId }) => cardId),
    devices: withOne(held.devices, device, ({ deviceId }) => deviceId),
    deviceCards: [...held.deviceCards, {
      deviceCardId: taking.newId("dcd"),
      cardId: card.cardId,
      deviceId: device.deviceId,
      token,
      loadSequence: sequence,
      loadedAt: taking.at,
      activatedAt: undefined,
      state: "inactive",
      isDefault: false,
      suspensions: [],
      deleted: undefined,
      revision: 0,
      tellAfter: undefined,
      tells: 0,
    }],
  });
}

function newCard({ card: { token, ...face }, sequence }: Of<"loaded">, { newId }: Taking): Card {
  return {
    cardId: newId("crd"),
    token,
    face,
    faceSequence: sequence,
    suspensions: [],
    state: "active",
    deletedAt: undefined,
  };
}

function newDevice({ device: { no, name } }: Of<"loaded">, { newId }: Taking): CardDevice {
  return {
    deviceId: newId("cdv"),
    deviceNo: no,
    name,
    suspensions: [],
    emptied: undefined,
  };
}

/** The token stays, whatever is embossed on it now. */
function facedAs(card: Card, face: KeptCardFace, sequence: number): Card {
  return sequence > card.faceSequence ? { ...card, face, faceSequence: sequence } : card;
}

function ofDeviceCard(held: Held, token: string, change: (each: DeviceCard) => DeviceCard): Taken {
  const known = held.deviceCards.find((each) => sameText(each.token, token));
  if (!known) return unknown;
  const { deviceCards } = held;
  return ok({ ...held, deviceCards: withOne(deviceCards, change(known), (each) => each.token) });
}

function ofCard(held: Held, token: string, change: (card: Card) => Card): Taken {
  const known = held.cards.find((each) => sameText(each.token, token));
  if (!known) return unknown;
  return ok({ ...held, cards: withOne(held.cards, change(known), (each) => each.token) });
}

function ofDevice(held: Held, no: string, change: (device: CardDevice) => CardDevice): Taken {
  const known = held.devices.find((each) => each.deviceNo === no);
  if (!known) return unknown;
  return ok({ ...held, devices: withOne(held.devices, change(known), (each) => each.deviceNo) });
}

/** `list` with this one in the place of the one with its key, or at the end. */
export function withOne<T>(list: readonly T[], one: T, keyOf: (each: T) => string): readonly T[] {
  const key = keyOf(one);
  return list.some((each) => keyOf(each) === key)
    ? list.map((each) => keyOf(each) === key ? one : each)
    : [...list, one];
}
