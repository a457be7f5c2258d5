import { byStaff } from "../actor.ts";
import type { AlertKind } from "../alert/alert_kind.ts";
import { retryOnConflict } from "../conflict.ts";
import type { Deps } from "../deps.ts";
import type { SignedIn } from "./session.ts";
import { moved } from "./staff.ts";

/** From now on whoever is signed in is mailed these and nothing else. */
export function chooseAlerts(
  deps: Deps,
  { here, alerts }: { readonly here: SignedIn; readonly alerts: readonly AlertKind[] },
): Promise<void> {
  return retryOnConflict(async () => {
    const [staff = { ...here.staff, ...here.home }] = await deps.load(
      deps.staff.byId(here.staff.staffId),
    );
    await deps.commit([{
      type: "staff.alerts_chosen",
      staff: { ...moved(staff), alerts },
      within: here.session.sessionId,
      eventId: deps.newId("evt"),
      at: deps.now(),
      by: byStaff(staff.staffId),
    }]);
  });
}
