import type { Deps } from "../deps.ts";
import type { Money } from "../money.ts";
import { rejected, type Result } from "../result.ts";
import { consumerOfSession } from "../session/consumer_of_session.ts";
import { balanceTradeOf } from "../wallet_app/balance_trade.ts";
import { readBalance } from "../wallet_app/read_balance.ts";
import type { Payment } from "./payment.ts";
import { type StartPayment, startPayment, type StartPaymentRefusal } from "./start_payment.ts";

export interface PayByBalance
  extends Pick<StartPayment, "orderId" | "client" | "device" | "lang" | "keyInReturn"> {
  /** Nobody pays so without one. */
  readonly session: string | undefined;
}

export type PayByBalanceRefusal =
  | { readonly code: "session_over" }
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
  const here = session === undefined ? undefined : await consumerOfSession(deps, session);
  if (!here) return rejected({ code: "session_over" });
  const [found, identities] = await deps.load(
    deps.orders.inFull(command.orderId),
    deps.identities.of(here.consumer.consumerId),
  );
  if (!found) return rejected({ code: "order_not_found", order_id: command.orderId });
  const wallet = balanceTradeOf(deps, found, identities);
  const idle = found.order.state === "open" &&
    found.payments.every(({ state }) => state !== "processing");
  const available = wallet && idle ? await readBalance(deps, wallet) : undefined;
  if (available && available.fen < found.order.amount.fen) {
    return rejected({ code: "balance_short", available });
  }
  const { consumerId } = here.consumer;
  // The app that signed them in is one thing they have, and nothing else was shown for this payment.
  const verification = { consumerId, used: [], enrolled: [] };
  return await startPayment(deps, { ...command, session, method: "balance", wallet, verification });
}
