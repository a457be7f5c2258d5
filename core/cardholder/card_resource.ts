import type { ContractId } from "../id.ts";
import type { CardMove } from "./touched.ts";

/** A card, or one of its device cards, as the merchant sees it whose contract charges it: nothing of the device. */
export function cardResource(
  { card, deviceCard, reasons }: Pick<CardMove, "card" | "deviceCard" | "reasons">,
  { contractId, contractCode }: {
    readonly contractId: ContractId;
    readonly contractCode: string;
  },
) {
  const { state } = deviceCard ?? card;
  return {
    card_id: card.cardId,
    device_card_id: deviceCard?.deviceCardId ?? null,
    contract_id: contractId,
    contract_code: contractCode,
    state,
    // What was said of one that is not active yet, or is gone, suspends nothing.
    reasons: state === "suspended" ? reasons : [],
    card_type: card.face.type,
    last_four: card.face.lastFour,
  };
}
