import type { Deps } from "../deps.ts";
import type { CardDeviceId, ConsumerId, DeviceCardId } from "../id.ts";
import type { Result } from "../result.ts";
import type { Instant } from "../time.ts";
import { actAsHolder, type ActAsHolderRefusal } from "./act_as_holder.ts";
import { type CardDevice, type DeviceCard, type Held, isLive } from "./cardholder.ts";
import { mayBeDefault } from "./elect_defaults.ts";
import { ownWord, withWord } from "./suspension.ts";
import { withOne } from "./take_signal.ts";

interface OwnDeviceCard {
  readonly consumerId: ConsumerId;
  readonly deviceCardId: DeviceCardId;
}

interface OwnDevice {
  readonly consumerId: ConsumerId;
  readonly deviceId: CardDeviceId;
}

type Acted = Promise<Result<Held, ActAsHolderRefusal>>;

/** Its holder wants it suspended, until they resume it; what is so already, or deleted, stays as it is. */
export function suspendDeviceCard(deps: Deps, own: OwnDeviceCard): Acted {
  return suspendOrResume(deps, own, true);
}

/** Takes back the holder's own word and nobody else's. */
export function resumeDeviceCard(deps: Deps, own: OwnDeviceCard): Acted {
  return suspendOrResume(deps, own, false);
}

function suspendOrResume(
  deps: Deps,
  { consumerId, deviceCardId }: OwnDeviceCard,
  inForce: boolean,
): Acted {
  return actAsHolder(deps, {
    consumerId,
    act: inForce ? "suspended_here" : "resumed_here",
    change: (held, at) =>
      withDeviceCard(held, deviceCardId, (each) => {
        const word = ownWord(each.suspensions, { reason: "holder", inForce, at });
        return word ? { ...each, suspensions: withWord(each.suspensions, word) } : each;
      }),
  });
}

/** For ever: to have the card on this device again is another bind. */
export function deleteDeviceCard(deps: Deps, { consumerId, deviceCardId }: OwnDeviceCard): Acted {
  return actAsHolder(deps, {
    consumerId,
    act: "deleted_here",
    change: (held, at) =>
      withDeviceCard(held, deviceCardId, (each) => ({
        ...each,
        deleted: { at, because: "consumer" },
      })),
  });
}

/** What its device pays by from now on; one that cannot be paid by never is. */
export function makeDefault(deps: Deps, { consumerId, deviceCardId }: OwnDeviceCard): Acted {
  return actAsHolder(deps, {
    consumerId,
    act: "made_default",
    change: (held) => {
      const chosen = held.deviceCards.find((each) => each.deviceCardId === deviceCardId);
      if (!chosen || !mayBeDefault(chosen) || chosen.isDefault) return chosen && held;
      const deviceCards = held.deviceCards.map((each) =>
        each.deviceId !== chosen.deviceId || !(each.isDefault || each === chosen)
          ? each
          : { ...each, isDefault: each === chosen }
      );
      return { ...held, deviceCards };
    },
  });
}

/** Suspends every device card of that device, also one that is loaded later; the cards themselves stay as they are. */
export function loseDevice(deps: Deps, own: OwnDevice): Acted {
  return loseOrFind(deps, own, true);
}

/** Takes back what was said here; whatever else suspends a device card of it goes on. */
export function findDevice(deps: Deps, own: OwnDevice): Acted {
  return loseOrFind(deps, own, false);
}

function loseOrFind(deps: Deps, { consumerId, deviceId }: OwnDevice, inForce: boolean): Acted {
  return actAsHolder(deps, {
    consumerId,
    act: inForce ? "device_lost_here" : "device_found_here",
    change: (held, at) =>
      withDevice(held, deviceId, (device) => withDeviceLost(device, inForce, at)),
  });
}

/** The same object where its holder has said so before. */
export function withDeviceLost(device: CardDevice, inForce: boolean, at: Instant): CardDevice {
  const word = ownWord(device.suspensions, { reason: "device_lost", inForce, at });
  return word ? { ...device, suspensions: withWord(device.suspensions, word) } : device;
}

function withDeviceCard(
  held: Held,
  deviceCardId: DeviceCardId,
  change: (each: DeviceCard) => DeviceCard,
): Held | undefined {
  const known = held.deviceCards.find((each) => each.deviceCardId === deviceCardId);
  if (!known) return undefined;
  if (!isLive(known)) return held;
  const deviceCards = withOne(held.deviceCards, change(known), (each) => each.deviceCardId);
  return { ...held, deviceCards };
}

function withDevice(
  held: Held,
  deviceId: CardDeviceId,
  change: (device: CardDevice) => CardDevice,
): Held | undefined {
  const known = held.devices.find((each) => each.deviceId === deviceId);
  if (!known) return undefined;
  return { ...held, devices: withOne(held.devices, change(known), (each) => each.deviceId) };
}
