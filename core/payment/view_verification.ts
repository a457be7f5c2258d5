import { type Allowance, allowanceOf } from "../limit/allowance.ts";
import { verifiedLimit } from "../limit/verified_limit.ts";
import type { Deps } from "../deps.ts";
import type { Factor } from "../method/verification.ts";
import { ok, rejected, type Result } from "../result.ts";
import {
  type AboutPaying,
  loadPayingFacts,
  type PayingFacts,
  type PayingFactsRefusal,
} from "./paying_facts.ts";
import { type AskedFactor, askedFactors, factorsAskable, verifiedBy } from "./verified_by.ts";

/** What allows a payment besides what is there without asking, and whether its payer has it. */
export type AskedFactorState = "ready" | "not_set_up";

export interface VerificationView extends Pick<PayingFacts, "order" | "merchant" | "binding"> {
  /** Today, without any of it. */
  readonly without: Extract<Allowance, { readonly type: "factor_needed" }>["without"];
  /** Each of these alone is enough; at least one is there. */
  readonly ways: Readonly<Partial<Record<AskedFactor, AskedFactorState>>>;
}

export type ViewVerificationRefusal =
  | PayingFactsRefusal
  /** What is there will do, or nothing will. */
  | { readonly code: "nothing_to_verify" };

/** What somebody who pays more than is allowed without is asked for. */
export async function viewVerification(
  deps: Deps,
  about: AboutPaying,
): Promise<Result<VerificationView, ViewVerificationRefusal>> {
  const facts = await loadPayingFacts(deps, about);
  if (!facts.ok) return facts;
  const { here: { consumer: { consumerId } }, order, merchant, binding } = facts.value;
  const by = verifiedBy(facts.value);
  const now = deps.now();
  const [days, own, loweredUntil, pin, passkeys] = await deps.load(
    deps.limits.verifiedOfOrder(order.orderId, consumerId, now),
    deps.ownLimits.ofOrder(order.orderId, consumerId, now),
    deps.recoveries.loweredUntil(consumerId, now),
    deps.paymentPins.of(consumerId),
    deps.consumerPasskeys.of(consumerId),
  );
  const { limitScope: reading, agreedDailyLimit: agreed } = deps.config;
  const used = { consumerId, merchant, days, own, loweredUntil };
  const limit = verifiedLimit(used, { reading, agreed, now });
  const allowed = (used: readonly Factor[]) =>
    allowanceOf(order.amount, { used, enrolled: [] }, limit).type === "allowed";
  const enrolled = factorsAskable(by);
  const allowance = allowanceOf(order.amount, { used: by.always, enrolled }, limit);
  if (allowance.type !== "factor_needed") return rejected({ code: "nothing_to_verify" });
  const has = { pin: pin !== undefined, signature: passkeys.length > 0 };
  const ways = askedFactors.filter((each) => {
    const adds = by.asked[each];
    return adds && allowed([...by.always, ...adds]);
  }).map((each) => [each, has[each] ? "ready" : "not_set_up"] as const);
  const { without } = allowance;
  return ok({ order, merchant, binding, without, ways: Object.fromEntries(ways) });
}
