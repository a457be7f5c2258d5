import { type Actor, byCaller } from "../actor.ts";
import { retryOnConflict } from "../conflict.ts";
import type { Deps } from "../deps.ts";
import type { DomainEvent } from "../event.ts";
import type { Kid } from "../id.ts";
import { ok, rejected, type Result } from "../result.ts";
import type { SecondPersonNeeded } from "../staff/second_person.ts";
import type { Instant } from "../time.ts";
import type { StaffCaller } from "./caller.ts";
import { type Merchant, merchantNow } from "./merchant.ts";
import type { KeyToRegister } from "./key_to_register.ts";
import { KEYS_IN_USE_MAX, type MerchantKey } from "./merchant_key.ts";
import { retirementOf } from "./set_retirement.ts";
import type { MerchantNotFound } from "./suspend_merchant.ts";

export type RegisterKeyRefusal =
  | { readonly code: "key_already_registered"; readonly kid: Kid }
  | { readonly code: "keys_too_many"; readonly max: number }
  /** The new one would never be active, or the old one would retire before that. */
  | { readonly code: "key_dates_wrong" }
  /** The one that it replaces. */
  | { readonly code: "key_not_found" };

export interface RegisteredKey {
  readonly key: MerchantKey;
  readonly events: readonly DomainEvent[];
}

/** Registers a key of a test number at once; at a live one it takes two people. */
export function registerKey(
  deps: Deps,
  { caller, asked }: { readonly caller: StaffCaller; readonly asked: KeyToRegister },
): Promise<Result<RegisteredKey, RegisterKeyRefusal | MerchantNotFound | SecondPersonNeeded>> {
  return retryOnConflict(async () => {
    const { merchantNo } = caller;
    const [merchant] = await deps.load(deps.merchants.byNo(merchantNo));
    if (!merchant || merchant.state === "closed") {
      return rejected({ code: "merchant_not_found", merchant_no: merchantNo });
    }
    if (merchant.mode === "live") return rejected({ code: "second_person_needed" });
    const at = merchantNow(merchant, deps.now());
    const registered = await registration(deps, merchant, { asked, at, by: byCaller(caller) });
    if (registered.ok) await deps.commit(registered.value.events);
    return registered;
  });
}

/** The same, decided and not committed. */
export async function registration(
  deps: Deps,
  { merchantNo }: Merchant,
  { asked, at, by }: { readonly asked: KeyToRegister; readonly at: Instant; readonly by: Actor },
): Promise<Result<RegisteredKey, RegisterKeyRefusal>> {
  const { alg, jwk, scopes, notBefore = at, retireAt, replaces } = asked;
  const caller = { type: "portal", merchantNo } as const;
  const [keys, same] = await deps.load(
    deps.merchants.keysOf(caller),
    deps.merchants.sameKey(caller, jwk),
  );
  if (same) return rejected({ code: "key_already_registered", kid: same.kid });
  if (retireAt !== undefined && (retireAt <= notBefore || retireAt <= at)) {
    return rejected({ code: "key_dates_wrong" });
  }
  const active = keys.filter(({ state }) => state === "active");
  if (active.length >= KEYS_IN_USE_MAX) {
    return rejected({ code: "keys_too_many", max: KEYS_IN_USE_MAX });
  }
  const old = active.find(({ kid }) => kid === replaces?.kid);
  if (replaces && !old) return rejected({ code: "key_not_found" });
  if (replaces && (replaces.retireAt <= at || replaces.retireAt < notBefore)) {
    return rejected({ code: "key_dates_wrong" });
  }
  const key: MerchantKey = {
    kid: deps.newId("key"),
    merchantNo,
    alg,
    jwk,
    scopes,
    state: "active",
    notBefore,
    retireAt,
    lastSignedAt: undefined,
    createdAt: at,
    version: 1,
  };
  const added: DomainEvent = { type: "key.added", key, eventId: deps.newId("evt"), at, by };
  const retired = old && replaces
    ? [retirementOf(old, replaces.retireAt, { eventId: deps.newId("evt"), at, by })]
    : [];
  return ok({ key, events: [added, ...retired] });
}
