import type { Deps } from "../deps.ts";
import type { OrderId } from "../id.ts";
import type { Money } from "../money.ts";
import { sha256 } from "../sha256.ts";
import { balanceTradeOf } from "./balance_trade.ts";
import { readBalance } from "./read_balance.ts";

/** What whoever is signed in could pay this order with; undefined where nobody can, or the app has not said so in time. */
export async function viewBalance(
  deps: Deps,
  { orderId, session }: { readonly orderId: OrderId; readonly session: string | undefined },
): Promise<Money | undefined> {
  if (session === undefined) return undefined;
  const tokenDigest = await sha256(session);
  const now = deps.now();
  const [found, here, identities] = await deps.load(
    deps.orders.inFull(orderId),
    deps.sessions.consumerIn(tokenDigest, now),
    deps.identities.ofSession(tokenDigest, now),
  );
  if (!found || !here || found.order.state !== "open") return undefined;
  const trade = balanceTradeOf(deps, found, identities);
  return trade && await readBalance(deps, trade);
}
