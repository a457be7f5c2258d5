import type { ConsumerId } from "../id.ts";
import type { Vault } from "../secret/vault.ts";
import { digestCard } from "./digest_card.ts";

/** As whom and as what somebody who signs or is charged would be found on the list. */
export interface ListedAs {
  /** Undefined where nobody knows who pays. */
  readonly consumerId: ConsumerId | undefined;
  readonly cards: readonly string[];
}

/** By the name of the guard that refuses whoever is on the list. */
export const NOT_BLOCKED = "payer_not_blocked";

export interface PayerBlocked {
  readonly code: "payer_blocked";
}

/** Whom a contract, or an agreement to one, charges. */
export async function listedAs(
  vault: Pick<Vault, "mac">,
  { consumerId, cardToken }: { readonly consumerId: ConsumerId; readonly cardToken: string },
): Promise<ListedAs> {
  // A channel whose app chooses the card names none.
  return { consumerId, cards: cardToken === "" ? [] : [await digestCard(vault, cardToken)] };
}

export const nobodyListed: ListedAs = { consumerId: undefined, cards: [] };
