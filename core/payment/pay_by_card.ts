import { giveBack, spend, type TooMany } from "../budget/spend.ts";
import { bindingContext } from "../card_binding/card_binding.ts";
import { checkAtChannel } from "../card_binding/end_at_channel.ts";
import type { Deps } from "../deps.ts";
import type { Factor } from "../method/verification.ts";
import type { Result } from "../result.ts";
import { stepUpFor } from "../session/session.ts";
import { agreedDigest } from "./agreed_payment.ts";
import { type AboutCard, type CardFactsRefusal, loadCardFacts } from "./card_facts.ts";
import type { Payment } from "./payment.ts";
import { type StartPayment, startPayment, type StartPaymentRefusal } from "./start_payment.ts";

export type PayByCard =
  & AboutCard
  & Pick<StartPayment, "client" | "device" | "lang" | "keyInReturn">;

export type PayByCardRefusal = CardFactsRefusal | TooMany | StartPaymentRefusal;

/** What may be asked for besides the code, the easiest first. A passkey always signs: it is no more trouble. */
export const CARD_FACTORS = ["pin", "signature"] as const satisfies readonly Factor[];
export type CardFactor = (typeof CARD_FACTORS)[number];

/**
 * Starts a payment by a card of this consumer's: the channel sends its owner a code. Only with that code is anything
 * charged.
 */
export async function payByCard(
  deps: Deps,
  { bindingId, session, ...command }: PayByCard,
): Promise<Result<Payment, PayByCardRefusal>> {
  const facts = await loadCardFacts(deps, { ...command, bindingId, session });
  if (!facts.ok) return facts;
  const { here, binding } = facts.value;
  const spent = await spend(deps, [[{ budget: "pay_codes", subject: bindingId }]]);
  if (!spent.ok) return spent;
  const { requestor } = binding;
  const digest = await agreedDigest(facts.value);
  const stepped = stepUpFor(here.session, { purpose: "pay", digest, now: deps.now() });
  // The bank's code is typed before money can move.
  const used = ["code" as const, ...(stepped ? [stepped.factor] : [])];
  const token = await deps.vault.open(binding.sealedToken, bindingContext(bindingId));
  const started = await startPayment(deps, {
    ...command,
    session,
    method: "bound_card",
    card: { bindingId, token, requestor },
    verification: { consumerId: binding.consumerId, used, enrolled: CARD_FACTORS },
  });
  // Nobody was sent a code.
  if (!started.ok) await giveBack(deps, spent.value);
  else if (started.value.state === "failed" && started.value.reason === "card_not_bound") {
    await checkAtChannel(deps, binding);
  }
  return started;
}
