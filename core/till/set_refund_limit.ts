import type { Deps } from "../deps.ts";
import type { ScreenId } from "../id.ts";
import type { StaffCaller } from "../merchant/caller.ts";
import type { Result } from "../result.ts";
import type { RefundLimit, Screen } from "../screen/screen.ts";
import type { ScreenNotFound } from "../screen/unpair_screen.ts";
import { changeTill } from "./change_till.ts";

/** Sets what may be refunded at a screen's till; it counts from the next refund on, today's included. */
export function setRefundLimit(
  deps: Deps,
  { caller, screenId, refundLimit }: {
    readonly caller: StaffCaller;
    readonly screenId: ScreenId;
    readonly refundLimit: RefundLimit;
  },
): Promise<Result<Screen, ScreenNotFound>> {
  return changeTill(deps, { caller, screenId, type: "till.refund_limit_set" }, (screen) => ({
    ...screen,
    refundLimit,
  }));
}
