import { byCaller } from "../actor.ts";
import { retryOnConflict } from "../conflict.ts";
import type { Deps } from "../deps.ts";
import { ok, rejected, type Result } from "../result.ts";
import type { StaffCaller } from "./caller.ts";
import { merchantNow } from "./merchant.ts";
import type { SecretKeyHint } from "./secret_key.ts";

/** Ends a secret key from the next request on, by what is shown of its digest. */
export function revokeSecretKey(
  deps: Deps,
  { caller, keyId }: { readonly caller: StaffCaller; readonly keyId: string },
): Promise<Result<SecretKeyHint, { readonly code: "key_not_found" }>> {
  return retryOnConflict(async () => {
    const [merchant, keys] = await deps.load(
      deps.merchants.byNo(caller.merchantNo),
      deps.merchants.secretKeysOf(caller.merchantNo),
    );
    const key = keys.find((each) => each.keyId === keyId);
    if (!merchant || !key) return rejected({ code: "key_not_found" });
    await deps.commit([{
      type: "merchant.secret_key_revoked",
      merchant: { ...merchant, version: merchant.version + 1 },
      keyDigest: key.digest,
      keyHint: key.hint,
      eventId: deps.newId("evt"),
      at: merchantNow(merchant, deps.now()),
      by: byCaller(caller),
    }]);
    return ok(key);
  });
}
