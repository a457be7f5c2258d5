import { byCaller } from "../actor.ts";
import { retryOnConflict } from "../conflict.ts";
import type { Deps } from "../deps.ts";
import type { ScreenId } from "../id.ts";
import type { StaffCaller } from "../merchant/caller.ts";
import { merchantNow } from "../merchant/merchant.ts";
import { ok, rejected, type Result } from "../result.ts";
import type { Screen } from "../screen/screen.ts";
import type { ScreenNotFound } from "../screen/unpair_screen.ts";

interface Change {
  readonly caller: StaffCaller;
  readonly screenId: ScreenId;
  readonly type: "till.pin_set" | "till.refund_limit_set";
}

/** Changes what staff decide about a screen's till; an unpaired screen has none. */
export function changeTill(
  deps: Deps,
  { caller, screenId, type }: Change,
  changed: (screen: Screen) => Screen,
): Promise<Result<Screen, ScreenNotFound>> {
  return retryOnConflict(async () => {
    const [merchant, found] = await deps.load(
      deps.merchants.calling(caller),
      deps.screens.ownById(caller, screenId),
    );
    if (!merchant || !found || found.state === "unpaired") {
      return rejected({ code: "screen_not_found", screen_id: screenId });
    }
    const screen = { ...changed(found), version: found.version + 1 };
    const at = merchantNow(merchant, deps.now());
    await deps.commit([{ type, screen, eventId: deps.newId("evt"), at, by: byCaller(caller) }]);
    return ok(screen);
  });
}
