import type { Deps } from "../deps.ts";
import type { OrderId } from "../id.ts";
import type { Merchant } from "../merchant/merchant.ts";
import type { Order } from "../order/order.ts";
import { ok, rejected, type Result } from "../result.ts";
import { type ConsumerHere, consumerOfSession } from "../session/consumer_of_session.ts";
import { type BalanceTrade, balanceTradeOf } from "../wallet_app/balance_trade.ts";
import type { Payment } from "./payment.ts";

/** Somebody who is signed in, and an order that is to be paid out of what they have in a wallet app. */
export interface AboutBalance {
  readonly orderId: OrderId;
  readonly bindingId?: undefined;
  readonly session: string;
}

export interface BalanceFacts {
  readonly here: ConsumerHere;
  readonly order: Order;
  readonly merchant: Merchant;
  readonly payments: readonly Payment[];
  readonly wallet: BalanceTrade;
  readonly binding?: undefined;
}

export type BalanceFactsRefusal =
  | { readonly code: "session_over" }
  | { readonly code: "order_not_found"; readonly order_id: string }
  /** The app that vouches for them may be on that phone. */
  | { readonly code: "phone_lost" }
  /** No app that knows this person pays this number. */
  | { readonly code: "balance_not_usable" };

export async function loadBalanceFacts(
  deps: Deps,
  { orderId, session }: AboutBalance,
): Promise<Result<BalanceFacts, BalanceFactsRefusal>> {
  const here = await consumerOfSession(deps, session);
  if (!here) return rejected({ code: "session_over" });
  if (here.consumer.phoneLostAt !== undefined) return rejected({ code: "phone_lost" });
  const [found, identities] = await deps.load(
    deps.orders.inFull(orderId),
    deps.identities.of(here.consumer.consumerId),
  );
  if (!found) return rejected({ code: "order_not_found", order_id: orderId });
  const wallet = balanceTradeOf(deps, found, identities);
  if (!wallet) return rejected({ code: "balance_not_usable" });
  const { order, merchant, payments } = found;
  return ok({ here, order, merchant, payments, wallet });
}
