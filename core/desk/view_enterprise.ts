import type { ComplaintCount } from "../complaint/complaint_store.ts";
import type { Deps } from "../deps.ts";
import type { Enterprise } from "../enterprise/enterprise.ts";
import type { EnterpriseId, MerchantNo } from "../id.ts";
import type { Merchant } from "../merchant/merchant.ts";
import { type BusinessDay, businessDay, days, type Instant, instant } from "../time.ts";
import { PAGE_ROWS } from "./list_unclear.ts";
import type { NumberMonth, Shared } from "./number_month.ts";

export interface NumberOfEnterprise {
  readonly merchant: Merchant;
  readonly month: NumberMonth;
}

/** Days in Asia/Shanghai, both included. */
export interface Period {
  readonly first: BusinessDay;
  readonly last: BusinessDay;
}

export interface EnterpriseView {
  readonly enterprise: Enterprise;
  readonly period: Period;
  readonly numbers: readonly NumberOfEnterprise[];
  /** The last one shown, where there are more. */
  readonly next: MerchantNo | undefined;
  readonly shared: readonly Shared[];
  /** Across all of its numbers. */
  readonly complaints: ComplaintCount;
}

const DAYS = 30;
const SHARED_MAX = 50;
/** As many rows as a file has at most: it is whole, or there is none. */
const TABLE_MAX = 5_000;
const AT_ONCE = 500;

/** An enterprise by its licence number or its id. */
export async function findEnterprise(deps: Deps, text: string): Promise<Enterprise | undefined> {
  const [byLicence, byId] = await deps.load(
    deps.enterprises.byLicence(text),
    deps.enterprises.byId(text as EnterpriseId),
  );
  return byLicence ?? byId;
}

/** The last thirty days, today included. */
export function periodUntil(now: Instant): Period {
  return { first: businessDay(instant(now - days(DAYS - 1))), last: businessDay(now) };
}

/** An enterprise across its numbers: a page of them, each with its last thirty days, and what it has in common with others. */
export async function viewEnterprise(
  deps: Deps,
  enterprise: Enterprise,
  past: MerchantNo | undefined,
): Promise<EnterpriseView> {
  const { enterpriseId, licenceNo } = enterprise;
  const of = { type: "enterprise", enterpriseId } as const;
  const period = periodUntil(deps.now());
  const [found, accounts, phones, complaints] = await deps.load(
    deps.desk.merchants({ of, past, max: PAGE_ROWS + 1 }),
    deps.desk.sharedAccounts(enterpriseId, SHARED_MAX),
    deps.desk.sharedPhones(licenceNo, SHARED_MAX),
    deps.complaints.countOf(enterpriseId, period.first),
  );
  const merchants = found.slice(0, PAGE_ROWS).map(({ merchant }) => merchant);
  return {
    enterprise,
    period,
    numbers: await withMonths(deps, merchants, period),
    next: found.length > PAGE_ROWS ? merchants.at(-1)?.merchantNo : undefined,
    shared: [...accounts, ...phones],
    complaints,
  };
}

/** Every number of an enterprise with its last thirty days; undefined where there are more than a file takes. */
export async function tableOfEnterprise(
  deps: Deps,
  { enterpriseId }: Enterprise,
): Promise<readonly NumberOfEnterprise[] | undefined> {
  const of = { type: "enterprise", enterpriseId } as const;
  const [found] = await deps.load(deps.desk.merchants({ of, past: undefined, max: TABLE_MAX + 1 }));
  if (found.length > TABLE_MAX) return undefined;
  const merchants = found.map(({ merchant }) => merchant);
  return await withMonths(deps, merchants, periodUntil(deps.now()));
}

async function withMonths(
  { load, desk }: Deps,
  merchants: readonly Merchant[],
  { first }: Period,
): Promise<readonly NumberOfEnterprise[]> {
  const numbers: NumberOfEnterprise[] = [];
  for (let from = 0; from < merchants.length; from += AT_ONCE) {
    const some = merchants.slice(from, from + AT_ONCE);
    const [months] = await load(desk.months(some.map(({ merchantNo }) => merchantNo), first));
    const byNo = new Map(months.map((month) => [month.merchantNo, month]));
    for (const merchant of some) {
      const month = byNo.get(merchant.merchantNo);
      if (month) numbers.push({ merchant, month });
    }
  }
  return numbers;
}
