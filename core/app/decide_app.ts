import { byStaff } from "../actor.ts";
import { retryOnConflict } from "../conflict.ts";
import type { Deps } from "../deps.ts";
import type { AppApplicationId, AppId } from "../id.ts";
import { type MerchantNotActive, merchantNow, notActive } from "../merchant/merchant.ts";
import { ok, rejected, type Result } from "../result.ts";
import type { SignedIn } from "../staff/session.ts";
import { type AppApplication, appApplicationMachine } from "./app_application.ts";
import { grantApp } from "./grant_app.ts";

export interface DecideApp {
  readonly applicationId: AppApplicationId;
  readonly verdict:
    | { readonly type: "approved" }
    | { readonly type: "rejected"; readonly reason: string };
  /** The version that was looked at. */
  readonly version: number;
  readonly here: SignedIn;
}

export type DecideAppRefusal =
  | { readonly code: "app_application_not_found" | "app_application_changed" }
  | { readonly code: "app_already_granted"; readonly app_id: AppId }
  | MerchantNotActive;

/** The desk's decision on the latest version. Repeating a decision changes nothing. */
export function decideApp(
  deps: Deps,
  { applicationId, verdict, version, here }: DecideApp,
): Promise<Result<AppApplication, DecideAppRefusal>> {
  return retryOnConflict(async () => {
    const [application] = await deps.load(deps.appApplications.byId(applicationId));
    if (!application) return rejected({ code: "app_application_not_found" });
    if (version !== application.version) return rejected({ code: "app_application_changed" });
    if (application.state === verdict.type) return ok(application);
    if (application.state !== "submitted") return rejected({ code: "app_application_changed" });
    const [merchant, granted] = await deps.load(
      deps.merchants.byNo(application.merchantNo),
      deps.appApplications.grantedTo(application.merchantNo),
    );
    if (!merchant) return rejected({ code: "app_application_not_found" });
    const at = merchantNow(merchant, deps.now());
    const by = byStaff(here.staff.staffId);
    const within = here.session.sessionId;
    if (verdict.type === "rejected") {
      const decided: AppApplication = {
        ...application,
        state: appApplicationMachine.submitted.rejected,
        rejectionReason: verdict.reason,
        decidedAt: at,
      };
      const eventId = deps.newId("evt");
      await deps.commit([
        { type: "app_application.rejected", application: decided, within, eventId, at, by },
      ]);
      return ok(decided);
    }
    // Another application may have opened it with the number itself.
    if (granted) return rejected({ code: "app_already_granted", app_id: granted.appId });
    const refused = notActive(merchant);
    if (refused) return rejected(refused);
    const grant = grantApp(deps, application, { merchant, within, at, by });
    await deps.commit(grant.events);
    return ok(grant.application);
  });
}
