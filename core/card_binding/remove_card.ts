import { byConsumer } from "../actor.ts";
import { retryOnConflict } from "../conflict.ts";
import { askWait } from "../contract/ask_wait.ts";
import type { Deps } from "../deps.ts";
import type { BindingId, ConsumerId } from "../id.ts";
import { merchantNow } from "../merchant/merchant.ts";
import { ok, rejected, type Result } from "../result.ts";
import { consumerOfSession } from "../session/consumer_of_session.ts";
import { after } from "../time.ts";
import { advance, type CardBinding } from "./card_binding.ts";
import { endAtChannel } from "./end_at_channel.ts";

export interface RemoveCard {
  readonly bindingId: BindingId;
  readonly session: string;
}

export type RemoveCardRefusal =
  | { readonly code: "session_over" }
  | { readonly code: "card_binding_not_found" };

/** From this commit on the card is charged no more; then the channel is asked to forget it, until it has. */
export async function removeCard(
  deps: Deps,
  { bindingId, session }: RemoveCard,
): Promise<Result<CardBinding, RemoveCardRefusal>> {
  const here = await consumerOfSession(deps, session);
  if (!here) return rejected({ code: "session_over" });
  return await removeBinding(deps, { bindingId, consumerId: here.consumer.consumerId });
}

/** The same of a person who asked for it before. */
export async function removeBinding(
  deps: Deps,
  { bindingId, consumerId }: { readonly bindingId: BindingId; readonly consumerId: ConsumerId },
): Promise<Result<CardBinding, RemoveCardRefusal>> {
  const removed = await retryOnConflict(async () => {
    const [binding] = await deps.load(deps.cardBindings.byId(bindingId));
    if (binding?.consumerId !== consumerId) return undefined;
    const [merchant] = await deps.load(deps.merchants.byNo(binding.merchantNo));
    if (!merchant) return undefined;
    const at = merchantNow(merchant, deps.now());
    const signal = { type: "removal_asked", askAfter: after(at, askWait(0)) } as const;
    const next = advance(binding, signal);
    // It is being removed already, or was.
    if (!next) return { binding, fresh: false };
    await deps.commit([{
      type: "card_binding.removal_asked",
      binding: next,
      eventId: deps.newId("evt"),
      at,
      by: byConsumer(consumerId),
    }]);
    return { binding: next, fresh: true };
  });
  if (!removed) return rejected({ code: "card_binding_not_found" });
  const { binding, fresh } = removed;
  return ok(fresh && binding.state === "deleting" ? await endAtChannel(deps, binding) : binding);
}
