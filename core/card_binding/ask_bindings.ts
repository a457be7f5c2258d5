import { byClock } from "../actor.ts";
import { callChannel } from "../channel/call_channel.ts";
import type { OpeningOutcome } from "../channel/card_channel.ts";
import { conflictOf } from "../conflict.ts";
import { askWait } from "../contract/ask_wait.ts";
import type { Deps } from "../deps.ts";
import type { FlowOptions } from "../flow.ts";
import { sweepEachClock } from "../sweep.ts";
import { after, between, type Instant } from "../time.ts";
import { OPENING_ASKED_FOR, openingWait } from "./opening_wait.ts";
import { advance, type CardBinding } from "./card_binding.ts";
import { checkAtChannel, endAtChannel } from "./end_at_channel.ts";
import { recordOpening } from "./record_opening.ts";

/**
 * Asks channels about openings that no notice told of, and again about removals that they have not confirmed. The next
 * time is committed before the call, so two processes never ask at once.
 */
export async function askBindings(deps: Deps, options?: FlowOptions): Promise<void> {
  await sweepEachClock<CardBinding>(deps, {
    name: "ask_bindings",
    subject: ({ bindingId: id, merchantNo }) => ({ id, merchantNo }),
    due: (...given) => deps.cardBindings.toAsk(...given),
    work: (binding, at) => askBinding(deps, binding, at),
  }, options);
}

/** Whether it was asked about, so that its next time is later. */
async function askBinding(deps: Deps, binding: CardBinding, at: Instant): Promise<boolean> {
  if (binding.state !== "opening" && binding.state !== "deleting") return false;
  const wait = binding.state === "opening" ? openingWait : askWait;
  const signal = { type: "asked", askAfter: after(at, wait(binding.asks + 1)) } as const;
  const next = advance(binding, signal);
  if (!next) return false;
  const eventId = deps.newId("evt");
  // On a conflict a notice arrived first, or another process is asking.
  const conflict = await conflictOf(
    deps.commit([{ type: "card_binding.asked", binding: next, eventId, at, by: byClock }]),
  );
  if (conflict) return false;
  if (next.state === "deleting") {
    const known = await checkAtChannel(deps, next);
    if (known.state === "deleting") await endAtChannel(deps, known);
  }
  if (next.state === "opening") await askOpening(deps, next, at);
  return true;
}

async function askOpening(deps: Deps, binding: CardBinding, at: Instant): Promise<void> {
  const { channelOrderNo, merchantNo, requestor, begunAt: sentAt } = binding;
  const cards = deps.channels[binding.channel]?.cards;
  if (!cards) return;
  const command = { channelOrderNo, merchantNo, requestor, sentAt, at };
  const response = await callChannel(deps, await cards.queryOpening(command));
  const said = response && await cards.readQueryOpening(response, command);
  const outcome = settledBy(said ?? { type: "unclear" }, between(sentAt, at) > OPENING_ASKED_FOR);
  await recordOpening(deps, { channelOrderNo, outcome });
}

/** No money is at stake: what nobody answers for a day is given up, and a notice may still bind the card. */
function settledBy(said: OpeningOutcome, isOld: boolean): OpeningOutcome {
  return said.type === "unclear" && isOld ? { type: "failed" } : said;
}
