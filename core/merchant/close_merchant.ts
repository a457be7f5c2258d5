import type { Actor } from "../actor.ts";
import { retryOnConflict } from "../conflict.ts";
import type { Deps } from "../deps.ts";
import type { DomainEvent } from "../event.ts";
import type { MerchantNo } from "../id.ts";
import { ok, rejected, type Result } from "../result.ts";
import { type Merchant, merchantNow } from "./merchant.ts";
import { merchantKeyMachine } from "./merchant_key.ts";
import { advance } from "./standing.ts";
import type { MerchantNotFound } from "./suspend_merchant.ts";

export interface CloseMerchant {
  readonly merchantNo: MerchantNo;
  readonly reason: string;
  readonly by: Actor;
}

export type CloseMerchantRefusal =
  | MerchantNotFound
  /** Children are closed first. */
  | { readonly code: "child_not_closed"; readonly merchant_no: MerchantNo };

/**
 * Closes a merchant number for good, with its keys in one write [docs/merchants.md]. Its open orders and contracts are
 * ended by `windUpMerchants`. Closing it again changes nothing.
 */
export async function closeMerchant(
  deps: Deps,
  { merchantNo, reason, by }: CloseMerchant,
): Promise<Result<Merchant, CloseMerchantRefusal>> {
  const closed = await retryOnConflict(async () => {
    const [merchant, keys, child] = await deps.load(
      deps.merchants.byNo(merchantNo),
      deps.merchants.keysOf({ type: "portal", merchantNo }),
      deps.merchants.openChild(merchantNo),
    );
    if (!merchant) return rejected({ code: "merchant_not_found", merchant_no: merchantNo });
    if (child) return rejected({ code: "child_not_closed", merchant_no: child.merchantNo });
    const at = merchantNow(merchant, deps.now());
    const next = advance(merchant, { type: "closed", at, reason });
    if (!next.ok) return ok(merchant);

    const revoked = keys.filter((key) => key.state === "active").map((key): DomainEvent => ({
      type: "key.revoked",
      key: {
        ...key,
        state: merchantKeyMachine[key.state].revoked ?? key.state,
        version: key.version + 1,
      },
      eventId: deps.newId("evt"),
      at,
      by,
    }));
    const eventId = deps.newId("evt");
    await deps.commit([...revoked, {
      type: "merchant.closed",
      merchant: next.value,
      eventId,
      at,
      by,
    }]);
    return next;
  });
  if (closed.ok) deps.nudge("wind_up_merchants");
  return closed;
}
