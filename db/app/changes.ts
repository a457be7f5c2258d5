import { and, eq, sql } from "drizzle-orm";
import type { AppEvent } from "../../core/app/app_events.ts";
import type { Changes } from "../engine/changes.ts";
import { build, prepare } from "../engine/statement.ts";
import { appApplications, apps } from "./table.ts";

const at = sql.placeholder;

const insert = prepare(
  build.insert(apps).values({
    appId: at("appId"),
    merchantNo: at("merchantNo"),
    name: at("name"),
    agreementDigest: at("agreementDigest"),
    openedAt: at("openedAt"),
    version: at("version"),
  }),
);

const submit = prepare(
  build.insert(appApplications).values({
    applicationId: at("applicationId"),
    version: at("version"),
    merchantNo: at("merchantNo"),
    reference: at("reference"),
    name: at("name"),
    agreementDigest: at("agreementDigest"),
    state: at("state"),
    submittedAt: at("submittedAt"),
  }),
);

const decide = prepare(
  build.update(appApplications).set({
    state: sql`${at("state")}`,
    rejectionReason: sql`${at("rejectionReason")}`,
    appId: sql`${at("appId")}`,
    decidedAt: sql`${at("decidedAt")}`,
  }).where(and(
    eq(appApplications.applicationId, at("applicationId")),
    eq(appApplications.version, at("version")),
  )),
);

export const appChanges = {
  "app.opened": ({ app }) => [insert({ ...app })],
  "app_application.submitted": ({ application }) => [submit({ ...application })],
  "app_application.approved": ({ application }) => [decide({ ...application })],
  "app_application.rejected": ({ application }) => [decide({ ...application })],
} satisfies Changes<AppEvent>;
