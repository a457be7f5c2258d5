import type { InvoiceLine } from "../../core/fee/fee_month.ts";
import type { MonthView } from "../../core/statement/view_months.ts";
import { type Column, csv } from "../parts/csv.ts";
import type { Lang } from "../words.ts";
import { hundredth } from "./exact_yuan.ts";
import { feeWords } from "./words.ts";

/** The items of a month's fees, each with all that an invoice needs. */
export function monthTable(lang: Lang, view: MonthView): string {
  const w = feeWords(lang);
  const { number: { merchant, enterprise }, seller, firstDay, lastDay, invoice } = view;
  const { taxRate } = seller;
  const columns: readonly Column<InvoiceLine>[] = [
    { header: w.merchantNo, type: "text", of: () => merchant.merchantNo },
    {
      header: `${w.buyer} ${w.title}`,
      type: "text",
      of: () => enterprise?.name ?? merchant.name,
    },
    { header: `${w.buyer} ${w.taxNo}`, type: "text", of: () => enterprise?.licenceNo },
    { header: `${w.seller} ${w.title}`, type: "text", of: () => seller.title },
    { header: `${w.seller} ${w.taxNo}`, type: "text", of: () => seller.taxNo },
    { header: w.period, type: "text", of: () => `${firstDay}/${lastDay}` },
    { header: w.item, type: "text", of: ({ part }) => w.services[part] },
    { header: w.withoutTax, type: "amount", of: ({ net }) => net },
    {
      header: w.taxRate,
      type: "text",
      of: () => taxRate === undefined ? undefined : `${hundredth(taxRate, 100)}%`,
    },
    { header: w.tax, type: "amount", of: ({ tax }) => tax },
    { header: w.withTax, type: "amount", of: ({ amount }) => amount },
  ];
  return csv(columns, invoice.lines);
}
