import type { InvoiceTerms } from "../config.ts";
import type { Deps } from "../deps.ts";
import { type Invoice, invoiceOf, type Month } from "../fee/fee_month.ts";
import type { StaffCaller } from "../merchant/caller.ts";
import type { MerchantOfEnterprise } from "../merchant/merchant_store.ts";
import { after, type BusinessDay, businessDay, days, startOfBusinessDay } from "../time.ts";
import type { FeesOfMonth } from "./statement_store.ts";

const MONTHS_SHOWN = 24;

/** The fees of a number month by month, the newest first. */
export async function viewMonths(
  { load, statements }: Deps,
  caller: StaffCaller,
): Promise<readonly FeesOfMonth[]> {
  const [months] = await load(statements.months(caller.merchantNo, undefined, MONTHS_SHOWN));
  return months;
}

export interface MonthView {
  readonly number: MerchantOfEnterprise;
  readonly fees: FeesOfMonth;
  readonly firstDay: BusinessDay;
  readonly lastDay: BusinessDay;
  /** Every day of it has its statement, so that nothing is added any more. */
  readonly isWhole: boolean;
  /** The last day that has one. */
  readonly until: BusinessDay | undefined;
  readonly invoice: Invoice;
  readonly seller: { readonly title: string } & Partial<InvoiceTerms>;
}

/** What an invoice over the fees of a month needs: the sum of its daily statements. */
export async function viewMonth(
  { load, statements, merchants, config }: Deps,
  caller: StaffCaller,
  month: Month,
): Promise<MonthView | undefined> {
  const { merchantNo } = caller;
  const lastDay = lastDayOf(month);
  const [number, [fees], last] = await load(
    merchants.inLine(caller, merchantNo),
    statements.months(merchantNo, month, 1),
    statements.readyBefore({ merchantNo, scope: "own" }, undefined, 1),
  );
  if (!number || !fees) return undefined;
  const { invoice } = config;
  return {
    number,
    fees,
    firstDay: `${month}-01` as BusinessDay,
    lastDay,
    isWhole: (last[0]?.day ?? "") >= lastDay,
    until: last[0]?.day,
    invoice: invoiceOf(fees.parts, invoice?.taxRate),
    seller: { title: config.institution, ...invoice },
  };
}

function lastDayOf(month: Month): BusinessDay {
  const [year = 0, of = 0] = month.split("-").map(Number);
  const next = `${of === 12 ? year + 1 : year}-${String(of % 12 + 1).padStart(2, "0")}-01`;
  return businessDay(after(startOfBusinessDay(next as BusinessDay), days(-1)));
}
