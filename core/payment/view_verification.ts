import { type Allowance, allowanceOf } from "../limit/allowance.ts";
import { verifiedLimit } from "../limit/verified_limit.ts";
import type { Deps } from "../deps.ts";
import type { Factor } from "../method/verification.ts";
import { ok, rejected, type Result } from "../result.ts";
import {
  type AboutCard,
  type CardFacts,
  type CardFactsRefusal,
  loadCardFacts,
} from "./card_facts.ts";
import { CARD_FACTORS, type CardFactor } from "./pay_by_card.ts";

/** What allows a payment besides its code, and whether its payer has it. */
export type CardFactorState = "ready" | "not_set_up";

export interface VerificationView extends Omit<CardFacts, "here"> {
  /** Today, with the code alone. */
  readonly without: Extract<Allowance, { readonly type: "factor_needed" }>["without"];
  /** Each of these alone is enough; at least one is there. */
  readonly ways: Readonly<Partial<Record<CardFactor, CardFactorState>>>;
}

export type ViewVerificationRefusal =
  | CardFactsRefusal
  /** The code alone will do, or nothing will. */
  | { readonly code: "nothing_to_verify" };

/** What somebody who pays more by a card than its code alone allows is asked for. */
export async function viewVerification(
  deps: Deps,
  about: AboutCard,
): Promise<Result<VerificationView, ViewVerificationRefusal>> {
  const facts = await loadCardFacts(deps, about);
  if (!facts.ok) return facts;
  const { here: { consumer: { consumerId } }, order, merchant } = facts.value;
  const now = deps.now();
  const [days, own, pin, passkeys] = await deps.load(
    deps.limits.verifiedOfOrder(order.orderId, consumerId, now),
    deps.ownLimits.ofOrder(order.orderId, consumerId, now),
    deps.paymentPins.of(consumerId),
    deps.consumerPasskeys.of(consumerId),
  );
  const { limitScope: reading, agreedDailyLimit: agreed } = deps.config;
  const limit = verifiedLimit({ consumerId, merchant, days, own }, { reading, agreed, now });
  const allowed = (used: readonly Factor[]) =>
    allowanceOf(order.amount, { used, enrolled: [] }, limit).type === "allowed";
  const allowance = allowanceOf(order.amount, { used: ["code"], enrolled: CARD_FACTORS }, limit);
  if (allowance.type !== "factor_needed") return rejected({ code: "nothing_to_verify" });
  const has = { pin: pin !== undefined, signature: passkeys.length > 0 };
  const ways = CARD_FACTORS.filter((each) => allowed(["code", each])).map((each) =>
    [each, has[each] ? "ready" : "not_set_up"] as const
  );
  return ok({ ...facts.value, without: allowance.without, ways: Object.fromEntries(ways) });
}
