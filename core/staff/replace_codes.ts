import { byStaff } from "../actor.ts";
import { retryOnConflict } from "../conflict.ts";
import type { Deps } from "../deps.ts";
import { newRecoveryCodes } from "./recovery_code.ts";
import type { SignedIn } from "./session.ts";
import { moved } from "./staff.ts";

/** Ten new recovery codes, to be shown once; all earlier ones are dead. */
export function replaceCodes(deps: Deps, here: SignedIn): Promise<readonly string[]> {
  return retryOnConflict(async () => {
    const { codes, digests } = await newRecoveryCodes(deps);
    const [staff = { ...here.staff, ...here.home }] = await deps.load(
      deps.staff.byId(here.staff.staffId),
    );
    await deps.commit([{
      type: "staff.codes_replaced",
      staff: moved(staff),
      codes: digests,
      within: here.session.sessionId,
      eventId: deps.newId("evt"),
      at: deps.now(),
      by: byStaff(staff.staffId),
    }]);
    return codes;
  });
}
