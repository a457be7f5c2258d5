import { byCaller } from "../actor.ts";
import { retryOnConflict } from "../conflict.ts";
import type { Deps } from "../deps.ts";
import type { DomainEvent } from "../event.ts";
import type { AppApplicationId, AppId } from "../id.ts";
import type { Caller, CallerRefusal } from "../merchant/caller.ts";
import { type MerchantNotActive, merchantNow, notActive } from "../merchant/merchant.ts";
import { ok, rejected, type Result } from "../result.ts";
import type { AppApplication, AppForm } from "./app_application.ts";
import { grantApp } from "./grant_app.ts";

export interface ApplyForApp {
  readonly caller: Caller;
  readonly form: AppForm;
}

export type ApplyForAppRefusal =
  | CallerRefusal
  | MerchantNotActive
  | {
    readonly code: "app_application_pending";
    readonly app_application_id: AppApplicationId;
  }
  | { readonly code: "app_already_granted"; readonly app_id: AppId };

/**
 * Applies for an app id of the caller's own; a test number gets it at once. The same form under the same reference is the
 * same application; after a rejection the next form under it is the next version. The database holds that a number has
 * one app, and one application at a time.
 */
export function applyForApp(
  deps: Deps,
  { caller, form }: ApplyForApp,
): Promise<Result<AppApplication, ApplyForAppRefusal>> {
  return retryOnConflict(async () => {
    const [merchant, latest, waiting, granted] = await deps.load(
      deps.merchants.calling(caller),
      deps.appApplications.byReference(caller, form.reference),
      deps.appApplications.waiting(caller),
      deps.appApplications.granted(caller),
    );
    if (!merchant) return rejected({ code: "key_unknown" });
    if (latest && isSame(latest, form)) return ok(latest);
    if (granted) return rejected({ code: "app_already_granted", app_id: granted.appId });
    if (waiting) {
      const { applicationId: app_application_id } = waiting;
      return rejected({ code: "app_application_pending", app_application_id });
    }
    const refused = notActive(merchant);
    if (refused) return rejected(refused);

    const at = merchantNow(merchant, deps.now());
    const by = byCaller(caller);
    const application: AppApplication = {
      ...form,
      applicationId: latest?.applicationId ?? deps.newId("apa"),
      version: (latest?.version ?? 0) + 1,
      merchantNo: merchant.merchantNo,
      state: "submitted",
      rejectionReason: undefined,
      appId: undefined,
      submittedAt: at,
      decidedAt: undefined,
    };
    const within = undefined;
    const submitted: DomainEvent = {
      type: "app_application.submitted",
      application,
      within,
      eventId: deps.newId("evt"),
      at,
      by,
    };
    if (merchant.mode === "live") {
      await deps.commit([submitted]);
      return ok(application);
    }
    const grant = grantApp(deps, application, { merchant, within, at, by });
    await deps.commit([submitted, ...grant.events]);
    return ok(grant.application);
  });
}

function isSame(latest: AppForm, { name, agreementDigest }: AppForm): boolean {
  return latest.name === name && latest.agreementDigest === agreementDigest;
}
