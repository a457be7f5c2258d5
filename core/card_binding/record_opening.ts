import { type Actor, byChannel } from "../actor.ts";
import type { OpeningOutcome } from "../channel/card_channel.ts";
import { differsIn, type NoticeFactsDiffer } from "../channel/notice_facts.ts";
import { retryOnConflict } from "../conflict.ts";
import type { Deps } from "../deps.ts";
import type { ChannelOrderNo, MerchantNo } from "../id.ts";
import { merchantNow } from "../merchant/merchant.ts";
import { ok, rejected, type Result } from "../result.ts";
import type { Instant } from "../time.ts";
import {
  advance,
  bindingContext,
  type CardBinding,
  type CardBindingSignal,
} from "./card_binding.ts";

export interface RecordOpening {
  readonly channelOrderNo: ChannelOrderNo;
  readonly outcome: OpeningOutcome;
  /** For whom and when it was sent, where the channel says so; to the second. */
  readonly merchantNo?: MerchantNo;
  readonly sentAt?: Instant;
  /** Undefined: the channel. */
  readonly by?: Actor;
}

export type RecordOpeningRefusal =
  | NoticeFactsDiffer
  | { readonly code: "card_binding_not_found"; readonly channel_order_no: string };

/**
 * Records what a channel said about an opening, by a notice or asked, any number of times: a card is bound once, and one
 * that was removed stays removed.
 */
export function recordOpening(
  deps: Deps,
  { channelOrderNo, outcome, by, ...said }: RecordOpening,
): Promise<Result<CardBinding, RecordOpeningRefusal>> {
  return retryOnConflict(async () => {
    const [binding] = await deps.load(deps.cardBindings.byChannelOrderNo(channelOrderNo));
    if (!binding) {
      return rejected({ code: "card_binding_not_found", channel_order_no: channelOrderNo });
    }
    const differs = differsIn(said, { ...binding, sentAt: binding.begunAt });
    if (differs) return rejected(differs);
    if (outcome.type === "bound" && outcome.card.requestor !== binding.requestor) {
      return rejected({ code: "notice_facts_differ", differs: "requestor" });
    }
    const [merchant] = await deps.load(deps.merchants.byNo(binding.merchantNo));
    if (!merchant) throw new TypeError(`Cannot find merchant ${binding.merchantNo}`);
    const at = merchantNow(merchant, deps.now());
    const signal = await signalOf(deps, binding, outcome, at);
    const next = signal && advance(binding, signal);
    if (!signal || !next) return ok(binding);
    await deps.commit([{
      type: signal.type === "bound" ? "card_binding.bound" : "card_binding.failed",
      binding: next,
      eventId: deps.newId("evt"),
      at,
      by: by ?? byChannel(binding.channel),
    }]);
    return ok(next);
  });
}

async function signalOf(
  { vault }: Pick<Deps, "vault">,
  { bindingId }: CardBinding,
  outcome: OpeningOutcome,
  at: Instant,
): Promise<Extract<CardBindingSignal, { type: "bound" | "failed" }> | undefined> {
  switch (outcome.type) {
    case "unclear":
      return undefined;
    case "failed":
      return { type: "failed", at };
    case "bound": {
      const { token, endsAt, lastFour, issuer, type: cardType } = outcome.card;
      return {
        type: "bound",
        sealedToken: await vault.seal(token, bindingContext(bindingId)),
        tokenEndsAt: endsAt,
        lastFour,
        issuer,
        cardType,
        boundAt: at,
      };
    }
  }
}
