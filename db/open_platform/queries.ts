import { and, desc, eq, gt, lte, sql } from "drizzle-orm";
import type { ContractId, PlanId } from "../../core/id.ts";
import type { OpenApp, OpenTemplate } from "../../core/open_platform/open_app.ts";
import type {
  KeptNotice,
  OpenContract,
  OpenPlatformStore,
  OpenToken,
} from "../../core/open_platform/open_platform_store.ts";
import type { Row } from "../../core/query.ts";
import { instant } from "../../core/time.ts";
import { connections } from "../connection/table.ts";
import { contracts } from "../contract/table.ts";
import { Columns } from "../engine/columns.ts";
import { all, first, pack } from "../engine/packed.ts";
import { build, prepare } from "../engine/statement.ts";
import {
  openApps,
  openContracts,
  openGrants,
  openNotices,
  openTemplates,
  openTokens,
} from "./table.ts";
import { openPlatformUnits } from "./units.ts";

const at = sql.placeholder;
const appRow = pack([openApps, ""]);
const templateRow = pack([openTemplates, ""]);
const tokenRow = pack([openTokens, ""]);
const grantRow = pack([openGrants, ""]);
const contractRow = pack([openContracts, ""]);
const noticeRow = pack([openNotices, ""]);
const signedRow = pack([contracts, ""]);

const app = prepare(
  build.select(appRow.fields).from(openApps).where(eq(openApps.appId, at("appId"))),
);
const appOf = prepare(
  build.select(appRow.fields).from(openApps)
    .innerJoin(connections, eq(connections.openApp, openApps.appId))
    .where(eq(connections.merchantNo, at("merchantNo"))),
);
const template = prepare(
  build.select(templateRow.fields).from(openTemplates)
    .where(and(
      eq(openTemplates.planId, at("planId")),
      lte(openTemplates.planVersion, at("planVersion")),
    ))
    .orderBy(desc(openTemplates.planVersion)).limit(1),
);
const signedBy = prepare(
  build.select(signedRow.fields).from(contracts)
    .where(and(
      eq(contracts.planId, at("planId")),
      sql`${contracts.planVersion} >= ${at("planVersion")}`,
      sql`${contracts.channel} = 'unionpay'`,
    ))
    .limit(1),
);
const token = prepare(
  build.select(tokenRow.fields).from(openTokens)
    .where(and(
      eq(openTokens.appId, at("appId")),
      eq(openTokens.kind, at("kind")),
      sql`${openTokens.sealed} is not null`,
    )),
);
const grant = prepare(
  build.select(grantRow.fields).from(openGrants)
    .where(and(
      eq(openGrants.appId, at("appId")),
      eq(openGrants.openId, at("openId")),
      gt(openGrants.endsAt, at("now")),
    )),
);
const contract = prepare(
  build.select(contractRow.fields).from(openContracts)
    .where(eq(openContracts.contractId, at("contractId"))),
);
const contractByNo = prepare(
  build.select(contractRow.fields).from(openContracts)
    .where(eq(openContracts.contractNo, at("contractNo"))).limit(1),
);
const notices = prepare(
  build.select(noticeRow.fields).from(openNotices).orderBy(desc(openNotices.seq)).limit(at("max")),
);

export const openPlatformStore: OpenPlatformStore = {
  ...openPlatformUnits,
  app: (appId) => first(appRow, app({ appId }), readApp),
  appOf: (merchantNo) => first(appRow, appOf({ merchantNo }), readApp),
  template: (planId, planVersion) =>
    first(templateRow, template({ planId, planVersion }), readTemplate),
  isTemplateUsed: (planId, planVersion) => {
    const query = all(signedRow, signedBy({ planId, planVersion }), () => true);
    return { ...query, read: (rows) => query.read(rows).length > 0 };
  },
  token: (appId, kind) => first(tokenRow, token({ appId, kind }), readToken),
  grant: (appId, openId, now) =>
    first(grantRow, grant({ appId, openId, now }), (row) => new Columns(row).text("sealed")),
  contract: (contractId) => first(contractRow, contract({ contractId }), readContract),
  contractByNo: (contractNo) => first(contractRow, contractByNo({ contractNo }), readContract),
  notices: (max) => all(noticeRow, notices({ max }), readNotice),
};

function readApp(row: Row): OpenApp {
  const columns = new Columns(row);
  return {
    appId: columns.text("app_id"),
    mode: columns.text("mode") as OpenApp["mode"],
    baseUrl: columns.text("base_url"),
    launchUrl: columns.textOrNone("launch_url"),
    sealedSecret: columns.text("sealed_secret"),
    noticeKeys: columns.text("notice_keys"),
    version: columns.int("version"),
  };
}

function readTemplate(row: Row): OpenTemplate {
  const columns = new Columns(row);
  return {
    planId: columns.text("plan_id") as PlanId,
    planVersion: columns.int("plan_version"),
    appId: columns.text("app_id"),
    templateId: columns.text("template_id"),
    version: columns.int("version"),
  };
}

function readToken(row: Row): OpenToken {
  const columns = new Columns(row);
  return { sealed: columns.text("sealed"), endsAt: instant(columns.int("ends_at")) };
}

function readContract(row: Row): OpenContract {
  const columns = new Columns(row);
  return {
    contractId: columns.text("contract_id") as ContractId,
    appId: columns.text("app_id"),
    openId: columns.text("open_id"),
    templateId: columns.text("template_id"),
    contractNo: columns.textOrNone("contract_no"),
  };
}

function readNotice(row: Row): KeptNotice {
  const columns = new Columns(row);
  return {
    appId: columns.text("app_id"),
    at: instant(columns.int("at")),
    contractId: columns.textOrNone("contract_id") as ContractId | undefined,
    understood: columns.int("understood") === 1,
    sealedBody: columns.text("sealed_body"),
  };
}
