import { assertCommitted } from "../conflict.ts";
import type { Deps } from "../deps.ts";
import type { MerchantNo } from "../id.ts";
import { after, type BusinessDay, businessDay, days, startOfBusinessDay } from "../time.ts";

/** A channel may clear something so many days after it succeeded; until then it is late, and not missing (T+3). */
const LATE_DAYS = 3;

const BATCH = 1_000;

interface Looking {
  /** The channel's. */
  readonly merchantNo: MerchantNo;
  readonly clearingDay: BusinessDay;
}

/**
 * What succeeded at the numbers that trade by the channel's and is in none of its files though all of them are here: a file of this clearing day may
 * be the last that was wanting for any of the days before. A day without a file proves nothing about its payments.
 * Returns how many are missing of these days.
 */
export async function findGaps(deps: Deps, { merchantNo, clearingDay }: Looking): Promise<number> {
  const first = daysLater(clearingDay, -LATE_DAYS);
  const until = daysLater(clearingDay, LATE_DAYS);
  const [there, numbers] = await deps.load(
    deps.statementFiles.daysWithFile(merchantNo, first, until),
    deps.statementFiles.numbersOf(merchantNo),
  );
  const today = businessDay(deps.now());
  for (let day = first; day <= clearingDay; day = daysLater(day, 1)) {
    const isOver = daysLater(day, LATE_DAYS) < today;
    const waited = Array.from({ length: LATE_DAYS + 1 }, (_, late) => daysLater(day, late));
    if (isOver && waited.every((each) => there.includes(each))) {
      for (const each of numbers) await openGaps(deps, { merchantNo: each, day });
    }
  }
  let count = 0;
  for (const each of numbers) {
    const [open] = await deps.load(deps.statementFiles.gapsOf(each, first, clearingDay));
    count += open;
  }
  return count;
}

async function openGaps(
  deps: Deps,
  of: { readonly merchantNo: MerchantNo; readonly day: BusinessDay },
): Promise<void> {
  for (;;) {
    const [unmet] = await deps.load(deps.statementFiles.unmet(of.merchantNo, of.day, BATCH));
    if (unmet.length === 0) return;
    const unit = deps.statementFiles.openGaps(unmet, { ...of, at: deps.now() });
    assertCommitted(await deps.write(unit));
  }
}

function daysLater(day: BusinessDay, count: number): BusinessDay {
  return businessDay(after(startOfBusinessDay(day), days(count)));
}
