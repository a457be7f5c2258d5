import { byCaller } from "../actor.ts";
import { canonicalJson } from "../canonical_json.ts";
import { retryOnConflict } from "../conflict.ts";
import { maskedName, maskedPhone } from "../consumer/consumer.ts";
import { digestPhone } from "../consumer/digest_identity.ts";
import type { Deps } from "../deps.ts";
import { isLicenceNo } from "../enterprise/enterprise.ts";
import type { ApplicationId } from "../id.ts";
import type { Caller, CallerRefusal } from "../merchant/caller.ts";
import { type MerchantNotActive, merchantNow, notActive } from "../merchant/merchant.ts";
import { beyondParent, type ProductsBeyondParent } from "../merchant/products.ts";
import { notRegistrable, type ReturnUrlNotAllowed } from "../merchant/return_url.ts";
import { ok, rejected, type Result } from "../result.ts";
import { masked } from "../settlement/settlement_account.ts";
import { type Application, applicationContext, type ApplicationForm } from "./application.ts";

export interface SubmitApplication {
  readonly caller: Caller;
  readonly form: ApplicationForm;
}

export type SubmitApplicationRefusal =
  | CallerRefusal
  | MerchantNotActive
  | ProductsBeyondParent
  | ReturnUrlNotAllowed
  | { readonly code: "licence_no_wrong"; readonly licence_no: string }
  | { readonly code: "application_only_live" }
  | { readonly code: "application_pending"; readonly application_id: ApplicationId };

/**
 * Applies for a live number below the caller's. The same form under the same reference is the same application; after a
 * rejection the next form under it is the next version.
 */
export function submitApplication(
  deps: Deps,
  { caller, form }: SubmitApplication,
): Promise<Result<Application, SubmitApplicationRefusal>> {
  return retryOnConflict(async () => {
    const formDigest = await deps.vault.mac("merchant application", canonicalJson(form));
    const [parent, latest] = await deps.load(
      deps.merchants.calling(caller),
      deps.applications.byReference(caller, form.reference),
    );
    if (!parent) return rejected({ code: "key_unknown" });
    if (parent.mode !== "live") return rejected({ code: "application_only_live" });
    if (latest && latest.formDigest === formDigest) return ok(latest);
    if (latest && latest.state !== "rejected") {
      return rejected({ code: "application_pending", application_id: latest.applicationId });
    }
    const { licenceNo } = form;
    if (!isLicenceNo(licenceNo)) {
      return rejected({ code: "licence_no_wrong", licence_no: licenceNo });
    }
    const refused = notActive(parent) ?? beyondParent(form.products, parent) ??
      notRegistrable(form.returnUrls);
    if (refused) return rejected(refused);

    const applicationId = latest?.applicationId ?? deps.newId("apl");
    const version = (latest?.version ?? 0) + 1;
    const { contact, account, ...open } = form;
    const at = merchantNow(parent, deps.now());
    const application: Application = {
      ...open,
      applicationId,
      version,
      parentNo: parent.merchantNo,
      masked: {
        contact: { name: maskedName(contact.name), phone: maskedPhone(contact.phone) },
        account: masked(account),
      },
      sealed: await deps.vault.seal(
        JSON.stringify({ contact, account }),
        applicationContext(applicationId, version),
      ),
      formDigest,
      phoneDigest: await digestPhone(deps.vault, contact.phone),
      state: "submitted",
      rejectionReason: undefined,
      merchantNo: undefined,
      submittedAt: at,
      decidedAt: undefined,
    };
    const eventId = deps.newId("evt");
    const by = byCaller(caller);
    await deps.commit([{ type: "application.submitted", application, eventId, at, by }]);
    return ok(application);
  });
}
