import type { DeviceCard } from "./cardholder.ts";

/**
 * A device that can pay by any card has exactly one default: the one it had while that lives, else the card it has had
 * longest, one that can be used before one that is suspended.
 */
export function electDefaults(deviceCards: readonly DeviceCard[]): readonly DeviceCard[] {
  const elected = new Set(
    [...Map.groupBy(deviceCards.filter(mayBeDefault), ({ deviceId }) => deviceId).values()]
      .map((ofDevice) => ofDevice.toSorted(preferred)[0]?.deviceCardId),
  );
  return deviceCards.map((each) => {
    const isDefault = elected.has(each.deviceCardId);
    return isDefault === each.isDefault ? each : { ...each, isDefault };
  });
}

export function mayBeDefault({ state }: Pick<DeviceCard, "state">): boolean {
  return state === "active" || state === "suspended";
}

function preferred(a: DeviceCard, b: DeviceCard): number {
  return Number(b.isDefault) - Number(a.isDefault) ||
    Number(b.state === "active") - Number(a.state === "active") ||
    a.loadSequence - b.loadSequence;
}
