import { giveBack, spend, type TooMany } from "../budget/spend.ts";
import { bindingContext, isUsable } from "../card_binding/card_binding.ts";
import { checkAtChannel } from "../card_binding/end_at_channel.ts";
import { cardTradeOf } from "../card_binding/card_trade.ts";
import type { Deps } from "../deps.ts";
import type { BindingId } from "../id.ts";
import { merchantNow } from "../merchant/merchant.ts";
import { rejected, type Result } from "../result.ts";
import { consumerOfSession } from "../session/consumer_of_session.ts";
import type { Payment } from "./payment.ts";
import { type StartPayment, startPayment, type StartPaymentRefusal } from "./start_payment.ts";

export interface PayByCard
  extends Pick<StartPayment, "orderId" | "client" | "device" | "lang" | "keyInReturn"> {
  readonly bindingId: BindingId;
  readonly session: string;
}

export type PayByCardRefusal =
  | { readonly code: "session_over" }
  | { readonly code: "card_not_usable" }
  | TooMany
  | StartPaymentRefusal;

/**
 * Starts a payment by a card of this consumer's: the channel sends its owner a code. Only with that code is anything
 * charged.
 */
export async function payByCard(
  deps: Deps,
  { bindingId, session, ...command }: PayByCard,
): Promise<Result<Payment, PayByCardRefusal>> {
  const here = await consumerOfSession(deps, session);
  if (!here) return rejected({ code: "session_over" });
  const [binding, found] = await deps.load(
    deps.cardBindings.byId(bindingId),
    deps.orders.inFull(command.orderId),
  );
  if (!found) return rejected({ code: "order_not_found", order_id: command.orderId });
  const { merchant, order } = found;
  const trade = await cardTradeOf(deps, merchant, order);
  const at = merchant && trade && {
    requestor: trade.requestor,
    channel: trade.channel.name,
    mode: merchant.mode,
    now: merchantNow(merchant, deps.now()),
  };
  if (binding?.consumerId !== here.consumer.consumerId || !at || !isUsable(binding, at)) {
    return rejected({ code: "card_not_usable" });
  }
  const spent = await spend(deps, [[{ budget: "pay_codes", subject: bindingId }]]);
  if (!spent.ok) return spent;
  const { requestor } = binding;
  const token = await deps.vault.open(binding.sealedToken, bindingContext(bindingId));
  const started = await startPayment(deps, {
    ...command,
    session,
    method: "bound_card",
    card: { bindingId, token, requestor },
    // The bank's code is typed before money can move.
    verification: { consumerId: binding.consumerId, used: ["code"], enrolled: [] },
  });
  // Nobody was sent a code.
  if (!started.ok) await giveBack(deps, spent.value);
  else if (started.value.state === "failed" && started.value.reason === "card_not_bound") {
    await checkAtChannel(deps, binding);
  }
  return started;
}
