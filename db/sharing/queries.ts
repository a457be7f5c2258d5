import { and, eq, sql } from "drizzle-orm";
import type { AgreementId, MerchantNo } from "../../core/id.ts";
import type { Scope } from "../../core/merchant/merchant_key.ts";
import type { Row } from "../../core/query.ts";
import type { SharingAgreement } from "../../core/sharing/sharing_agreement.ts";
import type { SharingStore } from "../../core/sharing/sharing_store.ts";
import { type BusinessDay, instant } from "../../core/time.ts";
import { Columns } from "../engine/columns.ts";
import { first, pack } from "../engine/packed.ts";
import { build, prepare } from "../engine/statement.ts";
import { sharingAgreements } from "./table.ts";

/** Undefined where an outer join found none. */
export function readSharing(row: Row, prefix = ""): SharingAgreement | undefined {
  const columns = new Columns(row, prefix);
  const agreementId = columns.textOrNone("agreement_id");
  if (agreementId === undefined) return undefined;
  return {
    agreementId: agreementId as AgreementId,
    agreementNo: columns.text("agreement_no"),
    parentNo: columns.text("parent_no") as MerchantNo,
    covers: columns.text("covers") as SharingAgreement["covers"],
    firstDay: columns.text("first_day") as BusinessDay,
    lastDay: columns.text("last_day") as BusinessDay,
    sharesContracts: columns.int("shares_contracts") === 1,
    parentMay: columns.list("parent_may") as readonly Scope[],
    state: columns.text("state") as SharingAgreement["state"],
    agreedAt: instant(columns.int("agreed_at")),
    version: columns.int("version"),
  };
}

const at = sql.placeholder;
const row = pack([sharingAgreements, ""]);
const select = () => build.select(row.fields).from(sharingAgreements);

const byId = prepare(select().where(eq(sharingAgreements.agreementId, at("agreementId"))));
const byNo = prepare(
  select().where(and(
    eq(sharingAgreements.parentNo, at("parentNo")),
    eq(sharingAgreements.agreementNo, at("agreementNo")),
  )),
);

export const sharingStore: SharingStore = {
  byId: (agreementId) => first(row, byId({ agreementId }), (found) => readSharing(found)),
  byNo: (parentNo, agreementNo) =>
    first(row, byNo({ parentNo, agreementNo }), (found) => readSharing(found)),
};
