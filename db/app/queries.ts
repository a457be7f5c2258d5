import { and, desc, eq, type SQL, sql } from "drizzle-orm";
import type { App } from "../../core/app/app.ts";
import type { AppApplication } from "../../core/app/app_application.ts";
import type { AppApplicationStore } from "../../core/app/app_application_store.ts";
import type { AppApplicationId, AppId, MerchantNo } from "../../core/id.ts";
import type { Row } from "../../core/query.ts";
import { instant } from "../../core/time.ts";
import { Columns } from "../engine/columns.ts";
import { first, pack } from "../engine/packed.ts";
import { build, prepare } from "../engine/statement.ts";
import { forCaller } from "../merchant/caller.ts";
import { appApplications as applications, apps } from "./table.ts";

export function readAppApplication(row: Row): AppApplication {
  const columns = new Columns(row);
  const decidedAt = columns.intOrNone("decided_at");
  return {
    applicationId: columns.text("application_id") as AppApplicationId,
    version: columns.int("version"),
    merchantNo: columns.text("merchant_no") as MerchantNo,
    reference: columns.text("reference"),
    name: columns.text("name"),
    agreementDigest: columns.text("agreement_digest"),
    state: columns.text("state") as AppApplication["state"],
    rejectionReason: columns.textOrNone("rejection_reason"),
    appId: columns.textOrNone("app_id") as AppId | undefined,
    submittedAt: instant(columns.int("submitted_at")),
    decidedAt: decidedAt === undefined ? undefined : instant(decidedAt),
  };
}

function readApp(row: Row): App {
  const columns = new Columns(row);
  return {
    appId: columns.text("app_id") as AppId,
    merchantNo: columns.text("merchant_no") as MerchantNo,
    name: columns.text("name"),
    agreementDigest: columns.text("agreement_digest"),
    openedAt: instant(columns.int("opened_at")),
    version: columns.int("version"),
  };
}

const at = sql.placeholder;
const row = pack([applications, ""]);
const appRow = pack([apps, ""]);

const latestOf = (condition: SQL | undefined) =>
  build.select(row.fields).from(applications).where(condition)
    .orderBy(desc(applications.version)).limit(1);
const ofId = eq(applications.applicationId, at("applicationId"));
const appOf = (no: SQL) => build.select(appRow.fields).from(apps).where(eq(apps.merchantNo, no));

const ownById = forCaller<{ applicationId: string }>((no) =>
  latestOf(and(ofId, eq(applications.merchantNo, no)))
);
const byReference = forCaller<{ reference: string }>((no) =>
  latestOf(and(eq(applications.merchantNo, no), eq(applications.reference, at("reference"))))
);
const waiting = forCaller<Record<never, never>>((no) =>
  build.select(row.fields).from(applications)
    .where(and(eq(applications.merchantNo, no), eq(applications.state, sql`'submitted'`)))
);
const granted = forCaller<Record<never, never>>(appOf);
const grantedTo = prepare<{ merchantNo: string }>(appOf(sql`${at("merchantNo")}`));
const byId = prepare(latestOf(ofId));
const version = prepare<{ applicationId: string; version: number }>(
  latestOf(and(ofId, eq(applications.version, at("version")))),
);

export const appApplicationStore: AppApplicationStore = {
  ownById: (caller, applicationId) =>
    first(row, ownById(caller, { applicationId }), readAppApplication),
  byReference: (caller, reference) =>
    first(row, byReference(caller, { reference }), readAppApplication),
  waiting: (caller) => first(row, waiting(caller, {}), readAppApplication),
  granted: (caller) => first(appRow, granted(caller, {}), readApp),
  grantedTo: (merchantNo) => first(appRow, grantedTo({ merchantNo }), readApp),
  byId: (applicationId) => first(row, byId({ applicationId }), readAppApplication),
  version: (applicationId, number) =>
    first(row, version({ applicationId, version: number }), readAppApplication),
};
