import { byCaller } from "../actor.ts";
import { retryOnConflict } from "../conflict.ts";
import type { Deps } from "../deps.ts";
import { ok, rejected, type Result } from "../result.ts";
import { after, between, days, type Duration, type Instant } from "../time.ts";
import type { Caller, CallerRefusal } from "./caller.ts";
import { merchantNow } from "./merchant.ts";

export interface SetClock {
  readonly caller: Caller;
  readonly to:
    | { readonly type: "instant"; readonly now: Instant }
    | { readonly type: "advance"; readonly by: Duration };
}

export type SetClockRefusal =
  | CallerRefusal
  | { readonly code: "test_mode_only" }
  | { readonly code: "clock_out_of_range"; readonly max_days: number };

const CLOCK_DAYS_MAX = 3_660;

/** Moves a test merchant's own clock; everything of that merchant then happens at that time. */
export function setClock(
  deps: Deps,
  { caller, to }: SetClock,
): Promise<Result<Instant, SetClockRefusal>> {
  return retryOnConflict(async () => {
    const [merchant] = await deps.load(deps.merchants.calling(caller));
    if (!merchant) return rejected({ code: "key_unknown" });
    if (merchant.mode !== "test") return rejected({ code: "test_mode_only" });

    const now = deps.now();
    const target = to.type === "instant" ? to.now : after(merchantNow(merchant, now), to.by);
    const clockOffset = between(now, target);
    if (Math.abs(clockOffset) > days(CLOCK_DAYS_MAX)) {
      return rejected({ code: "clock_out_of_range", max_days: CLOCK_DAYS_MAX });
    }
    const moved = { ...merchant, clockOffset, version: merchant.version + 1 };
    const eventId = deps.newId("evt");
    const by = byCaller(caller);
    await deps.commit([{ type: "merchant.clock_set", merchant: moved, eventId, at: target, by }]);
    return ok(target);
  });
}
