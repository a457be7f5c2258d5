import { and, desc, eq, lte, sql } from "drizzle-orm";
import type { MerchantNo, TermsId } from "../../core/id.ts";
import { cny } from "../../core/money.ts";
import type { Row } from "../../core/query.ts";
import type { SettlementTerms } from "../../core/settlement_terms/settlement_terms.ts";
import type { TermsStore } from "../../core/settlement_terms/terms_store.ts";
import { type BusinessDay, instant } from "../../core/time.ts";
import { Columns } from "../engine/columns.ts";
import { all, first, pack } from "../engine/packed.ts";
import { build, prepare } from "../engine/statement.ts";
import { settlementTerms } from "./table.ts";

const row = pack([settlementTerms, ""]);
const at = sql.placeholder;
const inForce = prepare(
  build.select(row.fields).from(settlementTerms).where(and(
    eq(settlementTerms.merchantNo, at("merchantNo")),
    lte(settlementTerms.fromDay, at("on")),
  )).orderBy(desc(settlementTerms.fromDay)).limit(1),
);
const SHOWN_MAX = 20;
const of = prepare(
  build.select(row.fields).from(settlementTerms)
    .where(eq(settlementTerms.merchantNo, at("merchantNo")))
    .orderBy(desc(settlementTerms.fromDay)).limit(SHOWN_MAX),
);

export const termsStore: TermsStore = {
  inForce: (merchantNo, on) => first(row, inForce({ merchantNo, on }), readTerms),
  of: (merchantNo) => all(row, of({ merchantNo }), readTerms),
};

function readTerms(found: Row): SettlementTerms {
  const columns = new Columns(found);
  return {
    termsId: columns.text("terms_id") as TermsId,
    merchantNo: columns.text("merchant_no") as MerchantNo,
    from: columns.text("from_day") as BusinessDay,
    delay: columns.int("delay"),
    accountOf: columns.text("account_of") as MerchantNo,
    overdraft: cny(columns.int("overdraft")),
    agreedAt: instant(columns.int("agreed_at")),
  };
}
