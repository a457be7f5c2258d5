import { byCaller } from "../actor.ts";
import { retryOnConflict } from "../conflict.ts";
import type { Deps } from "../deps.ts";
import type { DomainEvent } from "../event.ts";
import type { Stamp } from "../event_spec.ts";
import type { Kid } from "../id.ts";
import { ok, rejected, type Result } from "../result.ts";
import type { Instant } from "../time.ts";
import type { StaffCaller } from "./caller.ts";
import { merchantNow } from "./merchant.ts";
import type { MerchantKey } from "./merchant_key.ts";

export type SetRetirementRefusal =
  | { readonly code: "key_not_found" }
  | { readonly code: "key_dates_wrong" };

/** Says when an active key retires; undefined = never by itself. Setting what is set changes nothing. */
export function setRetirement(
  deps: Deps,
  { caller, kid, retireAt }: {
    readonly caller: StaffCaller;
    readonly kid: Kid;
    readonly retireAt: Instant | undefined;
  },
): Promise<Result<MerchantKey, SetRetirementRefusal>> {
  return retryOnConflict(async () => {
    const [merchant, keys] = await deps.load(
      deps.merchants.byNo(caller.merchantNo),
      deps.merchants.keysOf(caller),
    );
    const key = keys.find((each) => each.kid === kid && each.state === "active");
    if (!merchant || !key) return rejected({ code: "key_not_found" });
    if (key.retireAt === retireAt) return ok(key);
    const at = merchantNow(merchant, deps.now());
    if (retireAt !== undefined && (retireAt <= at || retireAt <= key.notBefore)) {
      return rejected({ code: "key_dates_wrong" });
    }
    const stamp = { eventId: deps.newId("evt"), at, by: byCaller(caller) };
    await deps.commit([retirementOf(key, retireAt, stamp)]);
    return ok({ ...key, retireAt, version: key.version + 1 });
  });
}

export function retirementOf(
  key: MerchantKey,
  retireAt: Instant | undefined,
  stamp: Stamp,
): DomainEvent {
  const changed = { ...key, retireAt, version: key.version + 1 };
  return { type: "key.retirement_set", key: changed, ...stamp };
}
