import type { Deps } from "../deps.ts";
import type { CardholderId } from "../id.ts";
import type { Held } from "./cardholder.ts";
import type { KeptSuspension } from "./cardholder_store.ts";

/** All that is kept for this holder, as of one moment. */
export async function loadHeld(
  deps: Pick<Deps, "load" | "cardholders">,
  cardholderId: CardholderId,
): Promise<Held | undefined> {
  const { cardholders } = deps;
  const [holder, cards, devices, deviceCards, suspensions] = await deps.load(
    cardholders.byId(cardholderId),
    cardholders.cards(cardholderId),
    cardholders.devices(cardholderId),
    cardholders.deviceCards(cardholderId),
    cardholders.suspensions(cardholderId),
  );
  if (!holder) return undefined;
  const of = (id: string) => suspensions.filter(({ ofId }) => ofId === id).map(bare);
  return {
    holder,
    cards: cards.map((each) => ({ ...each, suspensions: of(each.cardId) })),
    devices: devices.map((each) => ({ ...each, suspensions: of(each.deviceId) })),
    deviceCards: deviceCards.map((each) => ({ ...each, suspensions: of(each.deviceCardId) })),
  };
}

function bare({ ofId: _, ...suspension }: KeptSuspension) {
  return suspension;
}
