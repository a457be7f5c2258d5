import type { Deps } from "../deps.ts";
import { merchantNow } from "../merchant/merchant.ts";
import { after, businessDay, days, milliseconds, startOfBusinessDay } from "../time.ts";
import type { OpenTill, Sale } from "./till.ts";

export const ENDING_CHARACTERS = 4;
/** How far back one looks: today and the days before it, and no more sales than this. */
const DAYS_LOOKED = 7;
export const SALES_LOOKED = 5_000;
const FOUND_MAX = 20;

/** The four characters as they are compared, without what people leave out; undefined for fewer or more. */
export function readEnding(typed: string): string | undefined {
  const spoken = typed.replace(/[^0-9A-Za-z]/g, "").toLowerCase();
  return spoken.length === ENDING_CHARACTERS ? spoken : undefined;
}

/** The till's sales of the last days whose order number, or ours, ends in `ending`; the newest first. */
export async function findSales(
  deps: Deps,
  { screen, merchant }: OpenTill,
  ending: string,
): Promise<readonly Sale[]> {
  const today = startOfBusinessDay(businessDay(merchantNow(merchant, deps.now())));
  const from = after(today, milliseconds(-(DAYS_LOOKED - 1) * days(1)));
  const [sales] = await deps.load(
    deps.tills.ending(screen, { ending, from, looked: SALES_LOOKED, max: FOUND_MAX }),
  );
  return sales;
}
