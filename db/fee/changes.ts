import { sql } from "drizzle-orm";
import type { FeeAgreement } from "../../core/fee/fee_agreement.ts";
import type { FeeEvent } from "../../core/fee/fee_events.ts";
import type { Changes } from "../engine/changes.ts";
import { build, prepare } from "../engine/statement.ts";
import { feeAgreements } from "./table.ts";

const at = sql.placeholder;

const insert = prepare<ReturnType<typeof row>>(
  build.insert(feeAgreements).values({
    agreementId: at("agreementId"),
    merchantNo: at("merchantNo"),
    fromDay: at("fromDay"),
    feeClass: at("feeClass"),
    debitRate: at("debitRate"),
    debitCap: at("debitCap"),
    creditRate: at("creditRate"),
    creditCap: at("creditCap"),
    acquiredBy: at("acquiredBy"),
    agreedAt: at("agreedAt"),
  }),
);

export const feeChanges = {
  "fee_agreement.agreed": ({ agreement }) => [insert(row(agreement))],
} satisfies Changes<FeeEvent>;

function row(
  { from, acquirer: { debit, credit }, acquiredBy = "institution", ...agreement }: FeeAgreement,
) {
  return {
    ...agreement,
    acquiredBy,
    fromDay: from,
    debitRate: debit.millionths,
    debitCap: debit.capFen,
    creditRate: credit.millionths,
    creditCap: credit.capFen,
  };
}
