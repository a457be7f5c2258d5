import { byStaff } from "../actor.ts";
import { retryOnConflict } from "../conflict.ts";
import type { Deps } from "../deps.ts";
import type { StaffId } from "../id.ts";
import { ok, rejected, type Result } from "../result.ts";
import { type ChangeRoleRefusal, isLastHead } from "./change_role.ts";
import type { SignedIn } from "./session.ts";
import { advance, type Staff } from "./staff.ts";

/** Removes somebody of the same place: from the commit on neither session, passkey, code nor link of theirs opens anything. */
export function removeStaff(
  deps: Deps,
  { staffId, here }: { readonly staffId: StaffId; readonly here: SignedIn },
): Promise<Result<Staff, ChangeRoleRefusal>> {
  return retryOnConflict(async () => {
    const place = here.staff.merchantNo;
    const [found, others] = await deps.load(
      deps.staff.ownById(place, staffId),
      deps.staff.list(place),
    );
    if (!found || found.state === "removed") return rejected({ code: "staff_not_found" });
    if (isLastHead(found, others)) return rejected({ code: "last_head" });
    const at = deps.now();
    const staff = advance(found, { type: "removed", at });
    await deps.commit([{
      type: "staff.removed",
      staff,
      within: here.session.sessionId,
      eventId: deps.newId("evt"),
      at,
      by: byStaff(here.staff.staffId),
    }]);
    return ok(staff);
  });
}
