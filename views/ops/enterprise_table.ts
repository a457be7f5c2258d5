import { refundShare, volumeOf } from "../../core/desk/number_month.ts";
import type { NumberOfEnterprise, Period } from "../../core/desk/view_enterprise.ts";
import { subtract } from "../../core/money.ts";
import { csv } from "../parts/csv.ts";
import type { Lang } from "../words.ts";
import { enterpriseWords } from "./enterprise_words.ts";
import { merchantWords } from "./merchant_words.ts";

/** An enterprise's numbers with their last thirty days, as a file. */
export function enterpriseTable(
  lang: Lang,
  { first, last }: Period,
  rows: readonly NumberOfEnterprise[],
): string {
  const { table } = enterpriseWords(lang);
  const { merchantStates } = merchantWords(lang);
  return csv<NumberOfEnterprise>([
    { header: table.merchantNo, type: "text", of: ({ merchant }) => merchant.merchantNo },
    { header: table.name, type: "text", of: ({ merchant }) => merchant.name },
    { header: table.state, type: "text", of: ({ merchant }) => merchantStates[merchant.state] },
    { header: table.first, type: "text", of: () => first },
    { header: table.last, type: "text", of: () => last },
    { header: table.payments, type: "number", of: ({ month }) => month.paid.count },
    { header: table.paid, type: "amount", of: ({ month }) => month.paid.sum },
    { header: table.deductions, type: "number", of: ({ month }) => month.deducted.count },
    { header: table.deducted, type: "amount", of: ({ month }) => month.deducted.sum },
    { header: table.refunds, type: "number", of: ({ month }) => month.refunded.count },
    { header: table.refunded, type: "amount", of: ({ month }) => month.refunded.sum },
    {
      header: table.left,
      type: "amount",
      of: ({ month }) => subtract(volumeOf(month), month.refunded.sum),
    },
    {
      header: table.share,
      type: "number",
      of: ({ month }) => inPercent(refundShare(month)),
    },
    { header: table.unclear, type: "number", of: ({ month }) => month.unclear },
    { header: table.complaints, type: "number", of: ({ month }) => month.complaints },
    { header: table.complaintsOpen, type: "number", of: ({ month }) => month.complaintsOpen },
  ], rows);
}

function inPercent(tenths: number | undefined): number | undefined {
  return tenths === undefined ? undefined : tenths / 10;
}
