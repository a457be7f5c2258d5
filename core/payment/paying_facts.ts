import type { Deps } from "../deps.ts";
import type { Result } from "../result.ts";
import {
  type AboutBalance,
  type BalanceFacts,
  type BalanceFactsRefusal,
  loadBalanceFacts,
} from "./balance_facts.ts";
import {
  type AboutCard,
  type CardFacts,
  type CardFactsRefusal,
  loadCardFacts,
} from "./card_facts.ts";

/** What of theirs somebody pays with, where we verify them ourselves: a card, else a balance. */
export type AboutPaying = AboutCard | AboutBalance;
export type PayingFacts = CardFacts | BalanceFacts;
export type PayingFactsRefusal = CardFactsRefusal | BalanceFactsRefusal;

export async function loadPayingFacts(
  deps: Deps,
  about: AboutPaying,
): Promise<Result<PayingFacts, PayingFactsRefusal>> {
  return about.bindingId === undefined
    ? await loadBalanceFacts(deps, about)
    : await loadCardFacts(deps, about);
}
