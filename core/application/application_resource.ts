import { rfc3339, rfc3339OrNull } from "../time.ts";
import type { Application } from "./application.ts";

/** The application as the API, the desk and the events show it: persons and account masked. */
export function applicationResource(application: Application) {
  const { contact, account } = application.masked;
  return {
    application_id: application.applicationId,
    version: application.version,
    state: application.state,
    parent_no: application.parentNo ?? null,
    reference: application.reference,
    name: application.name,
    licence_no: application.licenceNo,
    legal_name: application.legalName,
    products: application.products,
    return_urls: application.returnUrls,
    embed_origins: application.embedOrigins,
    agreement_digest: application.agreementDigest,
    app: application.app
      ? { name: application.app.name, agreement_digest: application.app.agreementDigest }
      : null,
    contact: { name: contact.name, phone: contact.phone },
    settlement_account: {
      bank: account.bank,
      last_four: account.lastFour,
      holder: account.holder,
    },
    rejection_reason: application.rejectionReason ?? null,
    merchant_no: application.merchantNo ?? null,
    submitted_at: rfc3339(application.submittedAt),
    decided_at: rfc3339OrNull(application.decidedAt),
  };
}
