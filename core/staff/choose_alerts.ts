import { byStaff } from "../actor.ts";
import type { AlertKind } from "../alert/alert_kind.ts";
import { retryOnConflict } from "../conflict.ts";
import type { Deps } from "../deps.ts";
import type { SignedIn } from "./session.ts";
import { moved } from "./staff.ts";

interface ChooseAlerts {
  readonly here: SignedIn;
  /** By mail. */
  readonly alerts: readonly AlertKind[];
  /** By text message; nothing without a phone. */
  readonly smsAlerts: readonly AlertKind[];
}

/** From now on whoever is signed in is told these and nothing else. */
export function chooseAlerts(
  deps: Deps,
  { here, alerts, smsAlerts }: ChooseAlerts,
): Promise<void> {
  return retryOnConflict(async () => {
    const [staff = { ...here.staff, ...here.home }] = await deps.load(
      deps.staff.byId(here.staff.staffId),
    );
    await deps.commit([{
      type: "staff.alerts_chosen",
      staff: {
        ...moved(staff),
        alerts,
        smsAlerts: staff.sealedPhone === undefined ? [] : smsAlerts,
      },
      within: here.session.sessionId,
      eventId: deps.newId("evt"),
      at: deps.now(),
      by: byStaff(staff.staffId),
    }]);
  });
}
