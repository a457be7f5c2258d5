import type { Actor } from "../actor.ts";
import { retryOnConflict } from "../conflict.ts";
import type { Deps } from "../deps.ts";
import { type EnterpriseStopped, stoppedEnterprise } from "../enterprise/enterprise.ts";
import type { MerchantNo } from "../id.ts";
import { ok, rejected, type Result } from "../result.ts";
import { type Merchant, merchantNow } from "./merchant.ts";
import { advance, type MerchantSignalRefused } from "./standing.ts";

export interface SuspendMerchant {
  readonly merchantNo: MerchantNo;
  /** Why nothing new may begin; absent = resumed. */
  readonly reason: string | undefined;
  /** Why it is resumed. */
  readonly why?: string | undefined;
  readonly by: Actor;
}

export type MerchantNotFound = {
  readonly code: "merchant_not_found";
  readonly merchant_no: string;
};

/**
 * From the commit on nothing new begins at a merchant number, until it is resumed [docs/merchants.md]; repeating either
 * changes nothing.
 */
export function suspendMerchant(
  deps: Deps,
  { merchantNo, reason, why, by }: SuspendMerchant,
): Promise<Result<Merchant, MerchantNotFound | MerchantSignalRefused | EnterpriseStopped>> {
  return retryOnConflict(async () => {
    const [merchant, enterprise] = await deps.load(
      deps.merchants.byNo(merchantNo),
      deps.enterprises.ofMerchant(merchantNo),
    );
    if (!merchant) return rejected({ code: "merchant_not_found", merchant_no: merchantNo });
    if (merchant.state === (reason === undefined ? "active" : "suspended")) return ok(merchant);

    const stopped = reason === undefined ? stoppedEnterprise(enterprise) : undefined;
    if (stopped) return rejected(stopped);
    const at = merchantNow(merchant, deps.now());
    const next = advance(
      merchant,
      reason === undefined ? { type: "resumed" } : { type: "suspended", at, reason },
    );
    if (!next.ok) return next;
    const stamp = { eventId: deps.newId("evt"), at, by };
    const moved = reason === undefined
      ? { type: "merchant.resumed", why } as const
      : { type: "merchant.suspended" } as const;
    await deps.commit([{ ...moved, merchant: next.value, ...stamp }]);
    return next;
  });
}
