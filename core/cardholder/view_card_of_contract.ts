import type { Contract } from "../contract/contract.ts";
import type { Deps } from "../deps.ts";
import { ok, rejected, type Result } from "../result.ts";
import { sameText } from "../same_text.ts";
import { cardResource } from "./card_resource.ts";
import { reasonsOf } from "./cardholder.ts";
import { loadHeld } from "./load_held.ts";
import { inForce } from "./suspension.ts";
import { namesOf } from "./touched.ts";

export type ViewCardOfContractRefusal = { readonly code: "card_not_known" };

/** How what the contract charges stands, as the channel has told us: a card, or a card on a device. */
export async function viewCardOfContract(
  deps: Deps,
  contract: Contract,
): Promise<Result<ReturnType<typeof cardResource>, ViewCardOfContractRefusal>> {
  const { channel, cardToken } = contract;
  const [holder] = await deps.load(deps.cardholders.byToken(channel, cardToken));
  const held = holder && await loadHeld(deps, holder.cardholderId);
  const deviceCard = held?.deviceCards.find(({ token }) => sameText(token, cardToken));
  const card = held?.cards.find(({ token, cardId }) =>
    deviceCard ? cardId === deviceCard.cardId : sameText(token, cardToken)
  );
  if (!held || !card) return rejected({ code: "card_not_known" });
  const reasons = deviceCard ? reasonsOf(held, deviceCard) : inForce(card.suspensions);
  return ok(cardResource({ card, deviceCard, reasons: namesOf(reasons) }, contract));
}
