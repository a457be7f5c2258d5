import { retryOnConflict } from "../conflict.ts";
import type { Deps } from "../deps.ts";
import type { StaffId } from "../id.ts";
import { ok, rejected, type Result } from "../result.ts";
import { actorOf, type Invited } from "./invite_staff.ts";
import { newInvitation } from "./one_time_link.ts";
import type { SignedIn } from "./session.ts";
import { advance } from "./staff.ts";
import type { Place } from "./staff_store.ts";

export type StaffNotFound = { readonly code: "staff_not_found" };

/**
 * Gives somebody a new link: the first one was lost, or the device with their passkeys is. The link before it is dead at
 * once. Their passkeys and sessions last until they join by the new one.
 */
export function inviteAgain(
  deps: Deps,
  { place, staffId, here }: {
    readonly place: Place;
    readonly staffId: StaffId;
    readonly here: SignedIn | undefined;
  },
): Promise<Result<Invited, StaffNotFound>> {
  return retryOnConflict(async () => {
    const [found] = await deps.load(deps.staff.ownById(place, staffId));
    const { token, invitation } = await newInvitation(deps);
    const staff = found && advance(found, { type: "invited_again", invitation });
    if (!staff || staff === found) return rejected({ code: "staff_not_found" });
    await deps.commit([{
      type: "staff.invited_again",
      staff,
      within: here?.session.sessionId,
      eventId: deps.newId("evt"),
      at: deps.now(),
      by: actorOf(here),
    }]);
    return ok({ staff, token });
  });
}
