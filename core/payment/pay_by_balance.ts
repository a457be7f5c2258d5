import type { Deps } from "../deps.ts";
import type { Money } from "../money.ts";
import { rejected, type Result } from "../result.ts";
import { stepUpFor } from "../session/session.ts";
import { readBalance } from "../wallet_app/read_balance.ts";
import { agreedDigest } from "./agreed_payment.ts";
import { type AboutBalance, type BalanceFactsRefusal, loadBalanceFacts } from "./balance_facts.ts";
import type { Payment } from "./payment.ts";
import { signatureShown } from "./signature_shown.ts";
import { type StartPayment, startPayment, type StartPaymentRefusal } from "./start_payment.ts";
import { factorsAskable, factorsUsed, verifiedBy } from "./verified_by.ts";

export type PayByBalance =
  & AboutBalance
  & Pick<StartPayment, "client" | "device" | "lang" | "keyInReturn">;

export type PayByBalanceRefusal =
  | BalanceFactsRefusal
  /** Nothing was asked of the app. */
  | { readonly code: "balance_short"; readonly available: Money }
  | StartPaymentRefusal;

/**
 * Pays out of what this person has in a wallet app. What is there is looked at first, so that too little is said and not
 * tried; where the app does not say in time, its answer to the debit decides.
 */
export async function payByBalance(
  deps: Deps,
  { session, ...command }: PayByBalance,
): Promise<Result<Payment, PayByBalanceRefusal>> {
  const facts = await loadBalanceFacts(deps, { ...command, session });
  if (!facts.ok) return facts;
  const { here, order, payments, wallet } = facts.value;
  const idle = order.state === "open" && payments.every(({ state }) => state !== "processing");
  const available = idle ? await readBalance(deps, wallet) : undefined;
  if (available && available.fen < order.amount.fen) {
    return rejected({ code: "balance_short", available });
  }
  const digest = await agreedDigest(facts.value);
  const stepped = stepUpFor(here.session, { purpose: "pay", digest, now: deps.now() });
  const by = verifiedBy(facts.value);
  return await startPayment(deps, {
    ...command,
    session,
    method: "balance",
    wallet,
    signatureId: await signatureShown(deps, facts.value, stepped),
    verification: {
      consumerId: here.consumer.consumerId,
      cards: [],
      used: factorsUsed(by, stepped?.factor),
      enrolled: factorsAskable(by),
    },
  });
}
