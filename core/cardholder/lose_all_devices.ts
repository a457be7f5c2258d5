import { byConsumer } from "../actor.ts";
import type { Deps } from "../deps.ts";
import type { DomainEvent } from "../event.ts";
import type { CardholderId, ConsumerId } from "../id.ts";
import type { Instant } from "../time.ts";
import { heldEvents } from "./keep_held.ts";
import { loadHeld } from "./load_held.ts";
import { withDeviceLost } from "./own_device_card.ts";
import { settle } from "./settle.ts";

/** Every device lost on which a channel keeps cards of this person: what their holder says of each of them, for one commit. */
export async function loseAllDevices(
  deps: Deps,
  { consumerId, at }: { readonly consumerId: ConsumerId; readonly at: Instant },
): Promise<{
  readonly events: readonly DomainEvent[];
  /** Whose channel is to be told once that is committed. */
  readonly holders: readonly { readonly cardholderId: CardholderId }[];
}> {
  const [holders] = await deps.load(deps.cardholders.ofConsumer(consumerId));
  const all = await Promise.all(holders.map(async ({ cardholderId }) => {
    const before = await loadHeld(deps, cardholderId);
    if (!before) return [];
    const devices = before.devices.map((each) => withDeviceLost(each, true, at));
    const after = settle(before, { ...before, devices }, at);
    const cause = "device_lost_here";
    const { events } = await heldEvents(deps, {
      before,
      after,
      cause,
      by: byConsumer(consumerId),
      at,
    });
    return events;
  }));
  return {
    events: all.flat(),
    holders: holders.filter((_, i) => (all[i] ?? []).length > 0),
  };
}
