import type { Deps } from "../deps.ts";
import type { MerchantNo } from "../id.ts";
import type { Instant } from "../time.ts";
import { merchantNow } from "./merchant.ts";

/** Runs a sweep once on our clock, and once for each test merchant that moved its own. */
export async function onEachClock(
  deps: Deps,
  sweep: (now: Instant, merchantNo: MerchantNo | undefined) => Promise<void>,
): Promise<void> {
  const [ownClocks] = await deps.load(deps.merchants.withOwnClock());
  const now = deps.now();
  await sweep(now, undefined);
  for (const merchant of ownClocks) await sweep(merchantNow(merchant, now), merchant.merchantNo);
}
