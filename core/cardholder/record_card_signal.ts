import { byChannel } from "../actor.ts";
import type { ChannelName } from "../channel/channel.ts";
import type { CardSignal } from "../channel/card_signal.ts";
import { retryOnConflict } from "../conflict.ts";
import type { Deps } from "../deps.ts";
import { ok, rejected, type Result } from "../result.ts";
import type { Held } from "./cardholder.ts";
import { keepHeld } from "./keep_held.ts";
import { loadHeld } from "./load_held.ts";
import { takeSignal, type TakeSignalRefusal } from "./take_signal.ts";

export interface RecordCardSignal {
  readonly channel: ChannelName;
  /** The channel's own user. */
  readonly subject: string;
  readonly signal: CardSignal;
}

/**
 * Records what a channel says happened to somebody's cards, any number of times and in any order. What is about a card,
 * device or token that was never loaded is refused, and so said again: only what is loaded begins anything here.
 */
export function recordCardSignal(
  deps: Deps,
  { channel, subject, signal }: RecordCardSignal,
): Promise<Result<Held, TakeSignalRefusal>> {
  return retryOnConflict(async () => {
    const before = await heldOf(deps, channel, subject);
    const at = deps.now();
    const taken = takeSignal(before, signal, { newId: deps.newId, at });
    if (!taken.ok) return rejected(taken.error);
    const by = byChannel(channel);
    return ok(await keepHeld(deps, { before, after: taken.value, cause: signal.type, by, at }));
  });
}

/** Whoever is not known yet holds nothing. */
async function heldOf(deps: Deps, channel: ChannelName, subject: string): Promise<Held> {
  const [known] = await deps.load(deps.cardholders.bySubject(channel, subject));
  const held = known && await loadHeld(deps, known.cardholderId);
  if (held) return held;
  const holder = { cardholderId: deps.newId("chd"), channel, subject, version: 0 };
  return { holder, cards: [], devices: [], deviceCards: [] };
}
