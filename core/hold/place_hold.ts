import { byStaff } from "../actor.ts";
import type { Deps } from "../deps.ts";
import type { Stamp } from "../event_spec.ts";
import type { HoldId, MerchantNo } from "../id.ts";
import { cny, noMoney } from "../money.ts";
import type { PlaceHoldAct, ReleaseHoldAct } from "../proposal/proposal.ts";
import { ok, rejected, type Result } from "../result.ts";
import type { SignedIn } from "../staff/session.ts";
import type { HoldEvent } from "./hold_events.ts";

export type HoldRefusal =
  | { readonly code: "merchant_not_found"; readonly merchant_no: MerchantNo }
  /** One is in force there already. */
  | { readonly code: "hold_in_force"; readonly hold_id: HoldId }
  | { readonly code: "hold_not_found" | "hold_over"; readonly hold_id: HoldId };

/** What places a hold on a merchant number, decided and not committed. */
export async function placingHold(
  deps: Deps,
  { merchant: merchantNo, fen, reason }: PlaceHoldAct,
  { staff: { staffId }, session: { sessionId: within } }: SignedIn,
): Promise<Result<HoldEvent & Stamp, HoldRefusal>> {
  const [merchant, there] = await deps.load(
    deps.merchants.byNo(merchantNo),
    deps.holds.inForce(merchantNo),
  );
  if (!merchant) return rejected({ code: "merchant_not_found", merchant_no: merchantNo });
  if (there) return rejected({ code: "hold_in_force", hold_id: there.holdId });
  const at = deps.now();
  return ok({
    type: "hold.placed",
    hold: {
      holdId: deps.newId("hld"),
      merchantNo,
      amount: fen === null ? undefined : cny(fen),
      taken: noMoney,
      reason,
      state: "in_force",
      placedAt: at,
      releasedAt: undefined,
      releaseReason: undefined,
      version: 1,
    },
    within,
    eventId: deps.newId("evt"),
    at,
    by: byStaff(staffId),
  });
}

/** What lets go of what a hold has taken, decided and not committed. */
export async function releasingHold(
  deps: Deps,
  { of, reason }: ReleaseHoldAct,
  { staff: { staffId }, session: { sessionId: within } }: SignedIn,
): Promise<Result<HoldEvent & Stamp, HoldRefusal>> {
  const [hold] = await deps.load(deps.holds.byId(of));
  if (!hold) return rejected({ code: "hold_not_found", hold_id: of });
  if (hold.state !== "in_force") return rejected({ code: "hold_over", hold_id: of });
  const at = deps.now();
  return ok({
    type: "hold.released",
    hold: {
      ...hold,
      state: "released",
      releasedAt: at,
      releaseReason: reason,
      version: hold.version + 1,
    },
    within,
    eventId: deps.newId("evt"),
    at,
    by: byStaff(staffId),
  });
}
