import { and, eq, sql } from "drizzle-orm";
import type { Application } from "../../core/application/application.ts";
import type { ApplicationEvent } from "../../core/application/application_events.ts";
import type { Changes } from "../engine/changes.ts";
import { build, prepare } from "../engine/statement.ts";
import { merchantApplications } from "./table.ts";

export const applicationChanges = {
  "application.submitted": ({ application }) => [insert(row(application))],
  "application.approved": ({ application }) => [decide(row(application))],
  "application.rejected": ({ application }) => [decide(row(application))],
} satisfies Changes<ApplicationEvent>;

function row(application: Application) {
  return {
    ...application,
    products: JSON.stringify(application.products),
    returnUrls: JSON.stringify(application.returnUrls),
    embedOrigins: JSON.stringify(application.embedOrigins),
    appName: application.app?.name,
    appAgreementDigest: application.app?.agreementDigest,
    masked: JSON.stringify(application.masked),
  };
}

const at = sql.placeholder;

const insert = prepare<ReturnType<typeof row>>(
  build.insert(merchantApplications).values({
    applicationId: at("applicationId"),
    version: at("version"),
    parentNo: at("parentNo"),
    reference: at("reference"),
    name: at("name"),
    licenceNo: at("licenceNo"),
    legalName: at("legalName"),
    products: at("products"),
    returnUrls: at("returnUrls"),
    embedOrigins: at("embedOrigins"),
    agreementDigest: at("agreementDigest"),
    appName: at("appName"),
    appAgreementDigest: at("appAgreementDigest"),
    masked: at("masked"),
    sealed: at("sealed"),
    formDigest: at("formDigest"),
    phoneDigest: at("phoneDigest"),
    state: at("state"),
    submittedAt: at("submittedAt"),
    filedBy: at("filedBy"),
  }),
);

const decide = prepare<ReturnType<typeof row>>(
  build.update(merchantApplications).set({
    state: sql`${at("state")}`,
    rejectionReason: sql`${at("rejectionReason")}`,
    merchantNo: sql`${at("merchantNo")}`,
    decidedAt: sql`${at("decidedAt")}`,
    decidedBy: sql`${at("decidedBy")}`,
  }).where(and(
    eq(merchantApplications.applicationId, at("applicationId")),
    eq(merchantApplications.version, at("version")),
  )),
);
