import type { Actor } from "../actor.ts";
import { retryOnConflict } from "../conflict.ts";
import type { Deps } from "../deps.ts";
import type { DomainEvent } from "../event.ts";
import type { MerchantNo } from "../id.ts";
import { ok, rejected, type Result } from "../result.ts";
import type { Instant } from "../time.ts";
import type { SecondPersonNeeded } from "../staff/second_person.ts";
import { type Merchant, merchantNow } from "./merchant.ts";
import { merchantKeyMachine } from "./merchant_key.ts";
import { advance } from "./standing.ts";
import type { MerchantNotFound } from "./suspend_merchant.ts";

export interface CloseMerchant {
  readonly merchantNo: MerchantNo;
  readonly reason: string;
  readonly by: Actor;
}

/** Children are closed first. */
export type ChildNotClosed = {
  readonly code: "child_not_closed";
  readonly merchant_no: MerchantNo;
};

export type CloseMerchantRefusal =
  | MerchantNotFound
  | ChildNotClosed
  /** A live number is closed by two people. */
  | SecondPersonNeeded;

/** Closes a test merchant number for good. Closing it again changes nothing. */
export async function closeMerchant(
  deps: Deps,
  { merchantNo, ...closing }: CloseMerchant,
): Promise<Result<Merchant, CloseMerchantRefusal>> {
  const closed = await retryOnConflict(async () => {
    const [merchant] = await deps.load(deps.merchants.byNo(merchantNo));
    if (!merchant) return rejected({ code: "merchant_not_found", merchant_no: merchantNo });
    if (merchant.mode === "live") return rejected({ code: "second_person_needed" });
    const at = merchantNow(merchant, deps.now());
    const events = await closingOf(deps, merchant, { ...closing, at });
    if (!events.ok) return events;
    await deps.commit(events.value);
    const [after = merchant] = await deps.load(deps.merchants.byNo(merchantNo));
    return ok(after);
  });
  if (closed.ok) deps.nudge("wind_up_merchants");
  return closed;
}

/**
 * What closes a merchant number, with its keys in one write [docs/merchants.md]; nothing where it is closed. Its open
 * orders and contracts are ended by `windUpMerchants`.
 */
export async function closingOf(
  deps: Deps,
  merchant: Merchant,
  { reason, at, by }: { readonly reason: string; readonly at: Instant; readonly by: Actor },
): Promise<Result<readonly DomainEvent[], ChildNotClosed>> {
  const { merchantNo } = merchant;
  const [keys, child] = await deps.load(
    deps.merchants.keysOf({ type: "portal", merchantNo }),
    deps.merchants.openChild(merchantNo),
  );
  if (child) return rejected({ code: "child_not_closed", merchant_no: child.merchantNo });
  const closed = advance(merchant, { type: "closed", at, reason });
  if (!closed.ok) return ok([]);
  const revoked = keys.flatMap((key): DomainEvent[] => {
    const state = key.state === "active" ? merchantKeyMachine[key.state].revoked : undefined;
    if (!state) return [];
    const version = key.version + 1;
    const eventId = deps.newId("evt");
    return [{ type: "key.revoked", key: { ...key, state, version }, eventId, at, by }];
  });
  const eventId = deps.newId("evt");
  return ok([
    ...revoked,
    { type: "merchant.closed", merchant: closed.value, eventId, at, by },
  ]);
}
