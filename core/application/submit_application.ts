import { byCaller } from "../actor.ts";
import { retryOnConflict } from "../conflict.ts";
import type { Deps } from "../deps.ts";
import type { Caller, CallerRefusal } from "../merchant/caller.ts";
import { type MerchantNotActive, merchantNow, notActive } from "../merchant/merchant.ts";
import { beyondParent, type ProductsBeyondParent } from "../merchant/products.ts";
import { notRegistrable, type ReturnUrlNotAllowed } from "../merchant/return_url.ts";
import { ok, rejected, type Result } from "../result.ts";
import type { Application, ApplicationForm } from "./application.ts";
import { nextVersion, type NextVersionRefusal } from "./next_version.ts";

export interface SubmitApplication {
  readonly caller: Caller;
  readonly form: ApplicationForm;
}

export type SubmitApplicationRefusal =
  | CallerRefusal
  | MerchantNotActive
  | ProductsBeyondParent
  | ReturnUrlNotAllowed
  | NextVersionRefusal
  | { readonly code: "application_only_live" };

/**
 * Applies for a live number below the caller's. The same form under the same reference is the same application; after a
 * rejection the next form under it is the next version.
 */
export function submitApplication(
  deps: Deps,
  { caller, form }: SubmitApplication,
): Promise<Result<Application, SubmitApplicationRefusal>> {
  return retryOnConflict(async () => {
    const [parent, latest] = await deps.load(
      deps.merchants.calling(caller),
      deps.applications.byReference(caller, form.reference),
    );
    if (!parent) return rejected({ code: "key_unknown" });
    if (parent.mode !== "live") return rejected({ code: "application_only_live" });
    const { merchantNo: parentNo } = parent;
    const at = merchantNow(parent, deps.now());
    const next = await nextVersion(deps, form, { latest, parentNo, filedBy: undefined, at });
    if (!next.ok || next.value === latest) return next;
    const refused = notActive(parent) ?? beyondParent(form.products, parent) ??
      notRegistrable(form.returnUrls);
    if (refused) return rejected(refused);
    const eventId = deps.newId("evt");
    const by = byCaller(caller);
    await deps.commit([{
      type: "application.submitted",
      application: next.value,
      within: undefined,
      eventId,
      at,
      by,
    }]);
    return ok(next.value);
  });
}
