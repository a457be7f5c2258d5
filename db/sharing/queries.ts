import { and, desc, eq, sql } from "drizzle-orm";
import { alias } from "drizzle-orm/sqlite-core";
import type { AgreementId, MerchantNo } from "../../core/id.ts";
import type { Scope } from "../../core/merchant/merchant_key.ts";
import type { Row } from "../../core/query.ts";
import type { SharingAgreement } from "../../core/sharing/sharing_agreement.ts";
import type { SharingStore } from "../../core/sharing/sharing_store.ts";
import { type BusinessDay, instant } from "../../core/time.ts";
import { Columns } from "../engine/columns.ts";
import { all, first, pack } from "../engine/packed.ts";
import { forCaller } from "../merchant/caller.ts";
import { merchantLines, merchants } from "../merchant/table.ts";
import { build, prepare } from "../engine/statement.ts";
import { actsToday } from "./acts_today.ts";
import { sharingAgreements } from "./table.ts";

/** Undefined where an outer join found none. */
export function readSharing(row: Row, prefix = ""): SharingAgreement | undefined {
  const found = new Columns(row, prefix).textOrNone("agreement_id");
  return found === undefined ? undefined : read(row, prefix);
}

function read(row: Row, prefix = ""): SharingAgreement {
  const columns = new Columns(row, prefix);
  return {
    agreementId: columns.text("agreement_id") as AgreementId,
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

const parent = alias(merchants, "parent");
const actingRow = pack([merchantLines, "l_"], [sharingAgreements, ""]);
const acting = forCaller<{ readonly child: string; readonly now: number }>((no) =>
  build.select(actingRow.fields).from(merchantLines)
    .innerJoin(parent, eq(parent.merchantNo, merchantLines.aboveNo))
    .leftJoin(
      sharingAgreements,
      sql`${sharingAgreements.agreementId} = (select a.agreement_id from sharing_agreements a
        where a.parent_no = ${parent.merchantNo} and ${actsToday(parent, merchantLines.depth)}
        order by json_array_length(a.parent_may) desc, a.last_day desc, a.agreement_id desc limit 1)`,
    )
    .where(and(eq(merchantLines.merchantNo, at("child")), eq(merchantLines.aboveNo, no)))
);

const concerning = prepare<{ readonly merchantNo: string; readonly max: number }>(
  build.select(row.fields).from(merchantLines)
    .innerJoin(sharingAgreements, eq(sharingAgreements.parentNo, merchantLines.aboveNo))
    .where(and(
      eq(merchantLines.merchantNo, at("merchantNo")),
      sql`(${merchantLines.depth} <= 1 or ${sharingAgreements.covers} = 'all_below')`,
    ))
    .orderBy(desc(sharingAgreements.lastDay), desc(sharingAgreements.agreementId))
    .limit(at("max")),
);

export const sharingStore: SharingStore = {
  byId: (agreementId) => first(row, byId({ agreementId }), (found) => readSharing(found)),
  acting: (caller, child, now) =>
    first(
      actingRow,
      acting(caller, { child, now }),
      (found) => ({ agreement: readSharing(found) }),
    ),
  concerning: (merchantNo, max) =>
    all(row, concerning({ merchantNo, max }), (found) => read(found)),
  byNo: (parentNo, agreementNo) =>
    first(row, byNo({ parentNo, agreementNo }), (found) => readSharing(found)),
};
