import type { Vault } from "../secret/vault.ts";
import { typedCode } from "../text/typed_code.ts";

const CARD_NUMBER = /^[0-9]{12,19}$/;

/**
 * The number of a card, in groups or not, or the token by which a channel names it. Where a channel names a card by its
 * number, both are the same card.
 */
export function cardName(text: string): string {
  const number = typedCode(text);
  return CARD_NUMBER.test(number) ? number : text.trim();
}

/** Keyed, and the same at every channel. */
export function digestCard(vault: Pick<Vault, "mac">, text: string): Promise<string> {
  return vault.mac("blocked card", cardName(text));
}
