import { sql } from "drizzle-orm";
import type { OpenAppEvent } from "../../core/open_platform/open_app_events.ts";
import type { Changes } from "../engine/changes.ts";
import { build, prepare } from "../engine/statement.ts";
import { openApps, openTemplates } from "./table.ts";

export const openAppChanges = {
  "open_app.set": ({ openApp: { launchUrl = null, ...app } }) => [saveApp({ ...app, launchUrl })],
  "open_template.set": ({ template }) => [saveTemplate({ ...template })],
} satisfies Changes<OpenAppEvent>;

const at = sql.placeholder;

const saveApp = prepare(
  build.insert(openApps).values({
    appId: at("appId"),
    mode: at("mode"),
    baseUrl: at("baseUrl"),
    launchUrl: at("launchUrl"),
    sealedSecret: at("sealedSecret"),
    noticeKeys: at("noticeKeys"),
    version: at("version"),
  }).onConflictDoUpdate({
    target: openApps.appId,
    set: {
      baseUrl: sql`excluded.base_url`,
      launchUrl: sql`excluded.launch_url`,
      sealedSecret: sql`excluded.sealed_secret`,
      noticeKeys: sql`excluded.notice_keys`,
      version: sql`excluded.version`,
    },
  }),
);

const saveTemplate = prepare(
  build.insert(openTemplates).values({
    planId: at("planId"),
    planVersion: at("planVersion"),
    appId: at("appId"),
    templateId: at("templateId"),
    version: at("version"),
  }).onConflictDoUpdate({
    target: [openTemplates.planId, openTemplates.planVersion],
    set: {
      appId: sql`excluded.app_id`,
      templateId: sql`excluded.template_id`,
      version: sql`excluded.version`,
    },
  }),
);
