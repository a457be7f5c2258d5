import type { Deps } from "../deps.ts";
import type { Kid } from "../id.ts";
import type { Result } from "../result.ts";
import { ok, rejected } from "../result.ts";
import type { Caller, CallerRefusal } from "./caller.ts";
import type { MerchantKey } from "./merchant_key.ts";

/** All keys of the caller, newest first. */
export async function listKeys(
  deps: Deps,
  caller: Caller,
): Promise<Result<readonly MerchantKey[], CallerRefusal>> {
  const [merchant, keys] = await deps.load(
    deps.merchants.calling(caller),
    deps.merchants.keysOf(caller),
  );
  return merchant ? ok(keys) : rejected({ code: "key_unknown" });
}

/** One key of the caller; someone else's is not found. */
export async function findKey(
  deps: Deps,
  caller: Caller,
  kid: Kid,
): Promise<Result<MerchantKey, CallerRefusal | { readonly code: "key_not_found" }>> {
  const keys = await listKeys(deps, caller);
  if (!keys.ok) return keys;
  const key = keys.value.find((each) => each.kid === kid);
  return key ? ok(key) : rejected({ code: "key_not_found" });
}
