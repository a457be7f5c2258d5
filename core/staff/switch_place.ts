import { byStaff } from "../actor.ts";
import { retryOnConflict } from "../conflict.ts";
import type { Deps } from "../deps.ts";
import type { MerchantNo } from "../id.ts";
import type { Merchant } from "../merchant/merchant.ts";
import { permits } from "../permission/role.ts";
import { ok, rejected, type Result } from "../result.ts";
import type { SignedIn } from "./session.ts";
import { moved } from "./staff.ts";

export type PlaceRefusal = { readonly code: "place_not_open" };

/**
 * The session works at another merchant number from now on: the person's own, its test number, or one below that they
 * may look at. Others read as absent.
 */
export function switchPlace(
  deps: Deps,
  { here, to }: { readonly here: SignedIn; readonly to: MerchantNo },
): Promise<Result<Merchant, PlaceRefusal>> {
  return retryOnConflict(async () => {
    const { staff: { staffId }, session: { sessionId }, reach } = here;
    const now = deps.now();
    const [staff, place] = await deps.load(
      deps.staff.byId(staffId),
      deps.staff.openTo(staffId, to, now),
    );
    const reached = reach.some((each) => each.merchantNo === to);
    if (!staff || !place || !(reached || permits(staff.role, "children:read"))) {
      return rejected({ code: "place_not_open" });
    }
    await deps.commit([{
      type: "staff.place_changed",
      staff: moved(staff),
      within: sessionId,
      place: to,
      eventId: deps.newId("evt"),
      at: now,
      by: byStaff(staffId),
    }]);
    return ok(place);
  });
}
