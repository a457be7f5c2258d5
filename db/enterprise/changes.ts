import { sql } from "drizzle-orm";
import type { EnterpriseEvent } from "../../core/enterprise/enterprise_events.ts";
import type { Changes } from "../engine/changes.ts";
import { build, prepare } from "../engine/statement.ts";
import { enterprises } from "./table.ts";

const at = sql.placeholder;

const insert = prepare(
  build.insert(enterprises).values({
    enterpriseId: at("enterpriseId"),
    licenceNo: at("licenceNo"),
    name: at("name"),
    createdAt: at("createdAt"),
    version: at("version"),
  }),
);

export const enterpriseChanges = {
  "enterprise.registered": ({ enterprise }) => [insert({ ...enterprise })],
} satisfies Changes<EnterpriseEvent>;
