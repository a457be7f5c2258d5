import { and, desc, eq, lte, type SQL, sql } from "drizzle-orm";
import type { AcquiredBy, FeeAgreement } from "../../core/fee/fee_agreement.ts";
import type { FeeAgreementStore } from "../../core/fee/fee_agreement_store.ts";
import type { FeeClass } from "../../core/fee/tariff.ts";
import type { FeeAgreementId, MerchantNo } from "../../core/id.ts";
import type { Row } from "../../core/query.ts";
import { type BusinessDay, instant } from "../../core/time.ts";
import { Columns } from "../engine/columns.ts";
import { first, pack } from "../engine/packed.ts";
import { build, prepare } from "../engine/statement.ts";
import { merchants } from "../merchant/table.ts";
import { todayOn } from "../merchant/today.ts";
import { feeAgreements } from "./table.ts";

function readAgreement(row: Row): FeeAgreement {
  const columns = new Columns(row);
  const rate = (of: string) => ({
    millionths: columns.int(`${of}_rate`),
    capFen: columns.intOrNone(`${of}_cap`),
  });
  return {
    agreementId: columns.text("agreement_id") as FeeAgreementId,
    merchantNo: columns.text("merchant_no") as MerchantNo,
    from: columns.text("from_day") as BusinessDay,
    feeClass: columns.text("fee_class") as FeeClass,
    acquirer: { debit: rate("debit"), credit: rate("credit") },
    acquiredBy: columns.text("acquired_by") as AcquiredBy,
    agreedAt: instant(columns.int("agreed_at")),
  };
}

const row = pack([feeAgreements, ""]);
const inForce = prepare(
  build.select(row.fields).from(feeAgreements).where(and(
    eq(feeAgreements.merchantNo, sql.placeholder("merchantNo")),
    lte(feeAgreements.fromDay, sql.placeholder("on")),
  )).orderBy(desc(feeAgreements.fromDay)).limit(1),
);

/** By what tells whose it is: on the day of that number's clock. */
const todayAt = (whose: SQL) =>
  prepare<{ about: string; now: number }>(
    build.select(row.fields).from(feeAgreements)
      .innerJoin(merchants, eq(merchants.merchantNo, feeAgreements.merchantNo))
      .where(
        and(eq(feeAgreements.merchantNo, whose), lte(feeAgreements.fromDay, todayOn(merchants))),
      )
      .orderBy(desc(feeAgreements.fromDay)).limit(1),
  );
const about = sql.placeholder("about");
const ofPayment = todayAt(
  sql`(select merchant_no from payments where channel_order_no = ${about})`,
);
const ofOrder = todayAt(sql`(select merchant_no from orders where order_id = ${about})`);
const ofDeduction = todayAt(
  sql`(select merchant_no from deductions where channel_order_no = ${about})`,
);

export const feeAgreementStore: FeeAgreementStore = {
  inForce: (merchantNo, on) => first(row, inForce({ merchantNo, on }), readAgreement),
  ofPayment: (no, now) => first(row, ofPayment({ about: no, now }), readAgreement),
  ofOrder: (orderId, now) => first(row, ofOrder({ about: orderId, now }), readAgreement),
  ofDeduction: (no, now) => first(row, ofDeduction({ about: no, now }), readAgreement),
};
