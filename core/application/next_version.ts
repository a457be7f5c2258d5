import { canonicalJson } from "../canonical_json.ts";
import { maskedName, maskedPhone } from "../consumer/consumer.ts";
import { digestPhone } from "../consumer/digest_identity.ts";
import type { Deps } from "../deps.ts";
import { isLicenceNo } from "../enterprise/enterprise.ts";
import type { ApplicationId, MerchantNo, StaffId } from "../id.ts";
import { ok, rejected, type Result } from "../result.ts";
import { masked } from "../settlement/settlement_account.ts";
import type { Instant } from "../time.ts";
import { type Application, applicationContext, type ApplicationForm } from "./application.ts";

export type NextVersionRefusal =
  | { readonly code: "licence_no_wrong"; readonly licence_no: string }
  | { readonly code: "application_pending"; readonly application_id: ApplicationId };

/**
 * What this form under this reference is: the `latest` version where it says the same, the first or the next one where it
 * may be submitted now, or a refusal.
 */
export async function nextVersion(
  deps: Pick<Deps, "vault" | "newId">,
  form: ApplicationForm,
  { latest, parentNo, filedBy, at }: {
    readonly latest: Application | undefined;
    readonly parentNo: MerchantNo | undefined;
    readonly filedBy: StaffId | undefined;
    readonly at: Instant;
  },
): Promise<Result<Application, NextVersionRefusal>> {
  const formDigest = await deps.vault.mac("merchant application", canonicalJson(form));
  if (latest?.formDigest === formDigest) return ok(latest);
  if (latest && latest.state !== "rejected") {
    return rejected({ code: "application_pending", application_id: latest.applicationId });
  }
  const { licenceNo } = form;
  if (!isLicenceNo(licenceNo)) return rejected({ code: "licence_no_wrong", licence_no: licenceNo });

  const applicationId = latest?.applicationId ?? deps.newId("apl");
  const version = (latest?.version ?? 0) + 1;
  const { contact, account, ...open } = form;
  return ok({
    ...open,
    applicationId,
    version,
    parentNo,
    filedBy,
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
    decidedBy: undefined,
  });
}
