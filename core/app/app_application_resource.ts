import { rfc3339, rfc3339OrNull } from "../time.ts";
import type { AppApplication } from "./app_application.ts";

/** The application as the API, the desk and the events show it. */
export function appApplicationResource(application: AppApplication) {
  return {
    app_application_id: application.applicationId,
    version: application.version,
    state: application.state,
    merchant_no: application.merchantNo,
    reference: application.reference,
    name: application.name,
    agreement_digest: application.agreementDigest,
    rejection_reason: application.rejectionReason ?? null,
    app_id: application.appId ?? null,
    submitted_at: rfc3339(application.submittedAt),
    decided_at: rfc3339OrNull(application.decidedAt),
  };
}
