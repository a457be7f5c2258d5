import { eq, sql } from "drizzle-orm";
import type { Enterprise, EnterpriseStop } from "../../core/enterprise/enterprise.ts";
import type { EnterpriseStore } from "../../core/enterprise/enterprise_store.ts";
import type { EnterpriseId, MerchantNo } from "../../core/id.ts";
import type { Row } from "../../core/query.ts";
import { instant } from "../../core/time.ts";
import { Columns } from "../engine/columns.ts";
import { first, pack } from "../engine/packed.ts";
import { build, prepare } from "../engine/statement.ts";
import { enterprises } from "./table.ts";

export function readEnterprise(row: Row, prefix = ""): Enterprise {
  const columns = new Columns(row, prefix);
  return {
    enterpriseId: columns.text("enterprise_id") as EnterpriseId,
    licenceNo: columns.text("licence_no"),
    name: columns.text("name"),
    createdAt: instant(columns.int("created_at")),
    version: columns.int("version"),
    stop: readStop(columns),
  };
}

function readStop(columns: Columns): EnterpriseStop | undefined {
  const stoppedAt = columns.intOrNone("stopped_at");
  if (stoppedAt === undefined) return undefined;
  return {
    at: instant(stoppedAt),
    reason: columns.text("stop_reason"),
    merchantNos: columns.list("stopped_numbers") as readonly MerchantNo[],
  };
}

const row = pack([enterprises, ""]);
const byLicence = prepare(
  build.select(row.fields).from(enterprises)
    .where(eq(enterprises.licenceNo, sql.placeholder("licenceNo"))),
);
const byId = prepare(
  build.select(row.fields).from(enterprises)
    .where(eq(enterprises.enterpriseId, sql.placeholder("enterpriseId"))),
);
const ofMerchant = prepare(
  build.select(row.fields).from(enterprises).where(
    sql`enterprise_id = (select enterprise_id from merchants where merchant_no = ${
      sql.placeholder("merchantNo")
    })`,
  ),
);

export const enterpriseStore: Omit<EnterpriseStore, "activeNumbers"> = {
  byId: (enterpriseId) => first(row, byId({ enterpriseId }), (found) => readEnterprise(found)),
  byLicence: (licenceNo) => first(row, byLicence({ licenceNo }), (found) => readEnterprise(found)),
  ofMerchant: (merchantNo) =>
    first(row, ofMerchant({ merchantNo }), (found) => readEnterprise(found)),
};
