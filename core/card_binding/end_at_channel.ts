import { type Actor, byChannel } from "../actor.ts";
import { callChannel } from "../channel/call_channel.ts";
import type { AskCard, CardChannel, CardEndOutcome } from "../channel/card_channel.ts";
import type { HttpRequest, HttpResponse } from "../channel/http.ts";
import { conflictOf } from "../conflict.ts";
import type { Deps } from "../deps.ts";
import { channelOrderNo } from "../id.ts";
import { merchantNow } from "../merchant/merchant.ts";
import {
  advance,
  bindingContext,
  type BoundCard,
  type CardBinding,
  type DeletingCard,
  type EndedBy,
} from "./card_binding.ts";

type Kept = BoundCard | DeletingCard;

/** Asks the channel to end the token; a refusal or silence leaves it as it is, and it is asked again. */
export async function endAtChannel(deps: Deps, binding: Kept): Promise<CardBinding> {
  const outcome = await ask(deps, binding, {
    request: (cards, command) => cards.end(command),
    read: (cards, response, command) => cards.readEnd(response, command),
  });
  return outcome === "ended" ? await recordEnd(deps, binding, "consumer") : binding;
}

/** Asks whether the card can still be charged, and records its end if not. */
export async function checkAtChannel(deps: Deps, binding: Kept): Promise<CardBinding> {
  const outcome = await ask(deps, binding, {
    request: (cards, command) => cards.query(command),
    read: (cards, response, command) => cards.readQuery(response, command),
  });
  if (outcome !== "ended") return binding;
  return await recordEnd(deps, binding, binding.state === "deleting" ? "consumer" : "channel");
}

async function ask(
  deps: Deps,
  binding: Kept,
  { request, read }: {
    readonly request: (cards: CardChannel, command: AskCard) => Promise<HttpRequest>;
    readonly read: (
      cards: CardChannel,
      response: HttpResponse,
      command: AskCard,
    ) => Promise<CardEndOutcome>;
  },
): Promise<CardEndOutcome["type"]> {
  const cards = deps.channels[binding.channel]?.cards;
  const [merchant] = await deps.load(deps.merchants.byNo(binding.merchantNo));
  if (!cards || !merchant) return "unclear";
  const command: AskCard = {
    channelOrderNo: channelOrderNo(deps.newId("bnd")),
    merchantNo: binding.merchantNo,
    sentAt: merchantNow(merchant, deps.now()),
    requestor: binding.requestor,
    token: await deps.vault.open(binding.sealedToken, bindingContext(binding.bindingId)),
  };
  const response = await callChannel(deps, await request(cards, command));
  return response ? (await read(cards, response, command)).type : "unclear";
}

async function recordEnd(deps: Deps, binding: Kept, by: EndedBy): Promise<CardBinding> {
  const [merchant] = await deps.load(deps.merchants.byNo(binding.merchantNo));
  if (!merchant) return binding;
  const at = merchantNow(merchant, deps.now());
  const ended = advance(binding, { type: "ended", at, by });
  if (!ended) return binding;
  const actor: Actor = byChannel(binding.channel);
  const conflict = await conflictOf(deps.commit([{
    type: "card_binding.ended",
    binding: ended,
    eventId: deps.newId("evt"),
    at,
    by: actor,
  }]));
  // Somebody else has recorded it, or asked the channel a moment ago: they go on.
  return conflict ? binding : ended;
}
