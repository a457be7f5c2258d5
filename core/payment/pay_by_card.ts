import { digestCard } from "../block/digest_card.ts";
import { giveBack, spend, type TooMany } from "../budget/spend.ts";
import { bindingContext } from "../card_binding/card_binding.ts";
import { checkAtChannel } from "../card_binding/end_at_channel.ts";
import type { Deps } from "../deps.ts";
import type { Result } from "../result.ts";
import { stepUpFor } from "../session/session.ts";
import { agreedDigest } from "./agreed_payment.ts";
import { type AboutCard, type CardFactsRefusal, loadCardFacts } from "./card_facts.ts";
import type { Payment } from "./payment.ts";
import { signatureShown } from "./signature_shown.ts";
import { factorsAskable, factorsUsed, verifiedBy } from "./verified_by.ts";
import { type StartPayment, startPayment, type StartPaymentRefusal } from "./start_payment.ts";

export type PayByCard =
  & AboutCard
  & Pick<StartPayment, "client" | "device" | "lang" | "keyInReturn">;

export type PayByCardRefusal = CardFactsRefusal | TooMany | StartPaymentRefusal;

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
  const by = verifiedBy(facts.value);
  const used = factorsUsed(by, stepped?.factor);
  const token = await deps.vault.open(binding.sealedToken, bindingContext(bindingId));
  const started = await startPayment(deps, {
    ...command,
    signatureId: await signatureShown(deps, facts.value, stepped),
    session,
    method: "bound_card",
    card: { bindingId, token, requestor },
    verification: {
      consumerId: binding.consumerId,
      cards: [await digestCard(deps.vault, token)],
      used,
      enrolled: factorsAskable(by),
    },
  });
  // Nobody was sent a code.
  if (!started.ok) await giveBack(deps, spent.value);
  else if (started.value.state === "failed" && started.value.reason === "card_not_bound") {
    await checkAtChannel(deps, binding);
  }
  return started;
}
