import { sql } from "drizzle-orm";
import type { AppEvent } from "../../core/app/app_events.ts";
import type { Changes } from "../engine/changes.ts";
import { build, prepare } from "../engine/statement.ts";
import { apps } from "./table.ts";

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

export const appChanges = {
  "app.opened": ({ app }) => [insert({ ...app })],
} satisfies Changes<AppEvent>;
