import { byCaller } from "../actor.ts";
import { retryOnConflict } from "../conflict.ts";
import type { Deps } from "../deps.ts";
import type { DomainEvent } from "../event.ts";
import type { EventId, ScreenId } from "../id.ts";
import type { Caller, CallerRefusal } from "../merchant/caller.ts";
import { type Merchant, merchantNow } from "../merchant/merchant.ts";
import { ok, rejected, type Result } from "../result.ts";
import type { Instant } from "../time.ts";
import { advance, type Screen } from "./screen.ts";

export type ScreenNotFound = { readonly code: "screen_not_found"; readonly screen_id: ScreenId };

export interface UnpairedScreen {
  readonly screen: Screen;
  readonly events: readonly DomainEvent[];
}

/** From the commit on this till shows nothing; unpairing it again changes nothing. */
export function unpairScreen(
  deps: Deps,
  { caller, screenId }: { readonly caller: Caller; readonly screenId: ScreenId },
): Promise<Result<UnpairedScreen, CallerRefusal | ScreenNotFound>> {
  return retryOnConflict(async () => {
    const [merchant, screen] = await deps.load(
      deps.merchants.calling(caller),
      deps.screens.ownById(caller, screenId),
    );
    const decision = decide({ caller, screenId }, { merchant, screen }, {
      eventId: deps.newId("evt"),
      now: deps.now(),
    });
    if (decision.ok) await deps.commit(decision.value.events);
    return decision;
  });
}

export function decide(
  { caller, screenId }: { readonly caller: Caller; readonly screenId: ScreenId },
  { merchant, screen }: {
    readonly merchant: Merchant | undefined;
    readonly screen: Screen | undefined;
  },
  given: { readonly eventId: EventId; readonly now: Instant },
): Result<UnpairedScreen, CallerRefusal | ScreenNotFound> {
  if (!merchant) return rejected({ code: "key_unknown" });
  if (!screen) return rejected({ code: "screen_not_found", screen_id: screenId });
  const at = merchantNow(merchant, given.now);
  const unpaired = advance(screen, { type: "unpaired", at });
  if (unpaired === screen) return ok({ screen, events: [] });
  const by = byCaller(caller);
  return ok({
    screen: unpaired,
    events: [{ type: "screen.unpaired", screen: unpaired, eventId: given.eventId, at, by }],
  });
}
