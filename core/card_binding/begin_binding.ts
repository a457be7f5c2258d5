import { byConsumer } from "../actor.ts";
import { spend, type TooMany } from "../budget/spend.ts";
import { Conflict, conflictOf } from "../conflict.ts";
import type { Deps } from "../deps.ts";
import { channelOrderNo, type OrderId } from "../id.ts";
import { merchantNow } from "../merchant/merchant.ts";
import { ok, rejected, type Result } from "../result.ts";
import { consumerOfSession } from "../session/consumer_of_session.ts";
import { after } from "../time.ts";
import { openingWait } from "./opening_wait.ts";
import { BINDINGS_MAX, type CardBinding } from "./card_binding.ts";
import { cardTradeOf } from "./card_trade.ts";

export interface BeginBinding {
  /** At whose checkout. */
  readonly orderId: OrderId;
  readonly session: string;
}

export type BeginBindingRefusal =
  | { readonly code: "session_over" }
  | { readonly code: "order_not_open" }
  | { readonly code: "cards_not_offered" }
  | { readonly code: "phone_lost" }
  | { readonly code: "cards_at_most"; readonly max: number }
  | TooMany;

/** A consumer goes to bind a card, which is committed before the browser leaves: what comes of it is known by the number. */
export async function beginBinding(
  deps: Deps,
  { orderId, session }: BeginBinding,
): Promise<Result<CardBinding, BeginBindingRefusal>> {
  const here = await consumerOfSession(deps, session);
  if (!here) return rejected({ code: "session_over" });
  const [found] = await deps.load(deps.orders.inFull(orderId));
  if (found?.order.state !== "open" || found.order.transfer) {
    return rejected({ code: "order_not_open" });
  }
  const { merchant, order } = found;
  const trade = await cardTradeOf(deps, merchant, order);
  if (!trade) return rejected({ code: "cards_not_offered" });
  const { consumerId } = here.consumer;
  const spent = await spend(deps, [[{ budget: "card_openings", subject: consumerId }]]);
  if (!spent.ok) return spent;

  const now = merchantNow(merchant, deps.now());
  const bindingId = deps.newId("bnd");
  const binding: CardBinding = {
    bindingId,
    consumerId,
    merchantNo: merchant.merchantNo,
    mode: merchant.mode,
    channel: trade.channel.name,
    channelOrderNo: channelOrderNo(bindingId),
    requestor: trade.requestor,
    begunAt: now,
    version: 1,
    state: "opening",
    askAfter: after(now, openingWait(0)),
    asks: 0,
  };
  const conflict = await conflictOf(deps.commit([{
    type: "card_binding.begun",
    binding,
    eventId: deps.newId("evt"),
    at: now,
    by: byConsumer(consumerId),
  }]));
  if (!conflict) return ok(binding);
  return rejected(refusalOf(conflict));
}

function refusalOf({ constraint }: Conflict): BeginBindingRefusal {
  if (constraint === "phone_not_lost") return { code: "phone_lost" };
  return constraint === "card_bindings_at_most"
    ? { code: "cards_at_most", max: BINDINGS_MAX }
    : { code: "cards_not_offered" };
}
