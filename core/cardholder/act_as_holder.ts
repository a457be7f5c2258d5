import { byConsumer } from "../actor.ts";
import { retryOnConflict } from "../conflict.ts";
import type { Deps } from "../deps.ts";
import type { ConsumerId } from "../id.ts";
import { ok, rejected, type Result } from "../result.ts";
import type { Instant } from "../time.ts";
import type { Held } from "./cardholder.ts";
import type { HolderAct } from "./cardholder_events.ts";
import { keepHeld } from "./keep_held.ts";
import { loadHeld } from "./load_held.ts";
import { settle } from "./settle.ts";
import { tellChannel } from "./tell_channel.ts";

export interface ActAsHolder {
  readonly consumerId: ConsumerId;
  readonly act: HolderAct;
  /** What is kept after it, before its consequences; undefined where nothing of it is this holder's. */
  readonly change: (held: Held, at: Instant) => Held | undefined;
}

export type ActAsHolderRefusal = { readonly code: "device_card_not_found" };

/** What somebody does with their own cards: committed first, then the channel is told until it has heard. */
export async function actAsHolder(
  deps: Deps,
  { consumerId, act, change }: ActAsHolder,
): Promise<Result<Held, ActAsHolderRefusal>> {
  const done = await retryOnConflict(async () => {
    const [holders] = await deps.load(deps.cardholders.ofConsumer(consumerId));
    for (const holder of holders) {
      const before = await loadHeld(deps, holder.cardholderId);
      const at = deps.now();
      const changed = before && change(before, at);
      if (!before || !changed) continue;
      const after = settle(before, changed, at);
      return await keepHeld(deps, { before, after, cause: act, by: byConsumer(consumerId), at });
    }
    return undefined;
  });
  if (!done) return rejected({ code: "device_card_not_found" });
  return ok(await tellChannel(deps, done.holder));
}
