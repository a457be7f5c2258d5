import { eq, sql } from "drizzle-orm";
import type { Enterprise } from "../../core/enterprise/enterprise.ts";
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

const updateStop = prepare<ReturnType<typeof stopRow>>(
  build.update(enterprises).set({
    stoppedAt: sql`${at("stoppedAt")}`,
    stopReason: sql`${at("stopReason")}`,
    stoppedNumbers: sql`${at("stoppedNumbers")}`,
    version: sql`${at("version")}`,
  }).where(eq(enterprises.enterpriseId, at("enterpriseId"))),
);

function stopRow({ enterpriseId, version, stop }: Enterprise) {
  return {
    enterpriseId,
    version,
    stoppedAt: stop?.at,
    stopReason: stop?.reason,
    stoppedNumbers: stop && JSON.stringify(stop.merchantNos),
  };
}

function setStop({ enterprise }: EnterpriseEvent) {
  return [updateStop(stopRow(enterprise))];
}

export const enterpriseChanges = {
  "enterprise.registered": ({ enterprise }) => [insert({ ...enterprise })],
  "enterprise.stopped": setStop,
  "enterprise.resumed": setStop,
} satisfies Changes<EnterpriseEvent>;
