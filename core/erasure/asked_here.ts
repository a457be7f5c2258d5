import type { Deps } from "../deps.ts";
import { type ConsumerId, parseId } from "../id.ts";
import type { Instant } from "../time.ts";
import type { Left } from "./erasure.ts";

/** What has ended with an account that was erased. */
export interface Erased {
  readonly at: Instant;
  readonly contracts: number;
  readonly cards: number;
}

const CONTEXT = "erasure asked for in this browser";

/**
 * For the browser in which an erasure was asked for: whose account it was, and what was open in it. Once it is done
 * nobody is signed in any more, and nothing else tells that browser what has become of it.
 */
export function sealAskedHere(
  { vault }: Pick<Deps, "vault">,
  consumerId: ConsumerId,
  { contracts, endingContracts, cards, endingCards }: Left,
): Promise<string> {
  const counts = [contracts.length + endingContracts, cards.length + endingCards];
  return vault.seal([consumerId, ...counts].join(" "), CONTEXT);
}

/** Undefined for what we did not seal, and as long as the account is not erased. */
export async function viewErased(deps: Deps, sealed: string): Promise<Erased | undefined> {
  const opened = await deps.vault.open(sealed, CONTEXT).catch(() => undefined);
  const [id, contracts, cards] = opened?.split(" ") ?? [];
  const consumerId = parseId("con", id ?? "");
  const [at] = consumerId ? await deps.load(deps.erasures.erasedAt(consumerId)) : [];
  return at && { at, contracts: Number(contracts), cards: Number(cards) };
}
