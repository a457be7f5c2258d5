import { byScreen } from "../actor.ts";
import { base64url } from "jose";
import { giveBack, spend, type TooMany } from "../budget/spend.ts";
import { type Source, waysOf } from "../budget/ways.ts";
import { retryOnConflict } from "../conflict.ts";
import type { Deps } from "../deps.ts";
import type { DomainEvent } from "../event.ts";
import type { EventId, OrderId } from "../id.ts";
import { type Merchant, merchantNow } from "../merchant/merchant.ts";
import { ok, rejected, type Result } from "../result.ts";
import { sha256 } from "../sha256.ts";
import type { Instant } from "../time.ts";
import { digestPairingCode, readPairingCode } from "./pairing_code.ts";
import { advance, type Screen } from "./screen.ts";

/** Wrong, used and expired get one answer, so that guessing reveals nothing. */
export type PairScreenRefusal = { readonly code: "pairing_code_refused" } | TooMany;

const TOKEN_BYTES = 32;

/** What is stored of a till's token. Its 256 random bits need no key, so it survives a rotation of our secrets. */
export function digestTillToken(token: string): Promise<string> {
  return sha256(token);
}

/**
 * Pairs the browser in which `typed` was entered with the screen waiting for it; returns the token that this browser
 * keeps. From then on it shows every order the merchant number opens, and none from before. Wrong codes are counted.
 */
export async function pairScreen(
  deps: Deps,
  { typed, source }: { readonly typed: string; readonly source: Source },
): Promise<Result<{ readonly tillToken: string }, PairScreenRefusal>> {
  const code = readPairingCode(typed);
  if (code === undefined) return rejected({ code: "pairing_code_refused" });
  const digest = await digestPairingCode(deps.vault, code);
  const tillToken = base64url.encode(deps.random(TOKEN_BYTES));
  const tokenDigest = await digestTillToken(tillToken);
  const spent = await spend(
    deps,
    waysOf(source, { first: "pairing_first", more: "pairing", forAll: "pairing_for_all" }),
  );
  if (!spent.ok) return spent;
  const paired = await retryOnConflict(async () => {
    const [screen, merchant, newestOrderId] = await deps.load(
      deps.screens.toPair(digest),
      deps.screens.merchantToPair(digest),
      deps.screens.newestOrderToPair(digest),
    );
    const decision = decide({ tokenDigest }, { screen, merchant, newestOrderId }, {
      eventId: deps.newId("evt"),
      now: deps.now(),
    });
    if (!decision.ok) return decision;
    await deps.commit([decision.value]);
    return ok({ tillToken });
  });
  if (paired.ok) await giveBack(deps, spent.value);
  return paired;
}

export function decide(
  { tokenDigest }: { readonly tokenDigest: string },
  { screen, merchant, newestOrderId }: {
    readonly screen: Screen | undefined;
    readonly merchant: Merchant | undefined;
    readonly newestOrderId: OrderId | undefined;
  },
  given: { readonly eventId: EventId; readonly now: Instant },
): Result<Extract<DomainEvent, { type: `screen.${string}` }>, PairScreenRefusal> {
  const refused = rejected({ code: "pairing_code_refused" });
  if (screen?.state !== "pairing" || !merchant) return refused;
  const at = merchantNow(merchant, given.now);
  if (at >= screen.pairingExpiresAt) return refused;
  const signal = { type: "paired", at, tokenDigest, afterOrderId: newestOrderId } as const;
  const paired = advance({ ...screen, seenAt: given.now }, signal);
  const by = byScreen(screen.screenId);
  return ok({ type: "screen.paired", screen: paired, eventId: given.eventId, at, by });
}
