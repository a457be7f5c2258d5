import { byStaff } from "../actor.ts";
import { retryOnConflict } from "../conflict.ts";
import type { Deps } from "../deps.ts";
import type { SessionId } from "../id.ts";
import type { SignedIn } from "./session.ts";
import { moved } from "./staff.ts";

/** Ends one of a person's own sessions, or all of them, this one too. What is not theirs stays. */
export async function signOut(
  deps: Deps,
  { here, ended }: { readonly here: SignedIn; readonly ended: SessionId | "all" },
): Promise<void> {
  const { staffId } = here.staff;
  await retryOnConflict(async () => {
    const [staff] = await deps.load(deps.staff.byId(staffId));
    if (!staff) return;
    await deps.commit([{
      type: "staff.signed_out",
      staff: moved(staff),
      ended,
      within: undefined,
      eventId: deps.newId("evt"),
      at: deps.now(),
      by: byStaff(staffId),
    }]);
  });
}
