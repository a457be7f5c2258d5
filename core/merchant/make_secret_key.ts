import { byCaller } from "../actor.ts";
import { retryOnConflict } from "../conflict.ts";
import type { Deps } from "../deps.ts";
import { ok, rejected, type Result } from "../result.ts";
import type { StaffCaller } from "./caller.ts";
import { type MerchantNotActive, merchantNow, notActive } from "./merchant.ts";
import { newSecretKey, type SecretKey } from "./secret_key.ts";
import type { MerchantNotFound } from "./suspend_merchant.ts";

/** Of one number, those not revoked. */
const SECRET_KEYS_MAX = 10;

export type MakeSecretKeyRefusal =
  | MerchantNotFound
  | MerchantNotActive
  /** A live number signs. */
  | { readonly code: "test_mode_only" }
  | { readonly code: "keys_too_many"; readonly max: number };

/** One more secret key of a test number; it is shown once and kept as a digest. Those before it go on. */
export async function makeAnotherSecretKey(
  deps: Deps,
  caller: StaffCaller,
): Promise<Result<SecretKey, MakeSecretKeyRefusal>> {
  const { merchantNo } = caller;
  return await retryOnConflict(async () => {
    const [merchant, keys] = await deps.load(
      deps.merchants.byNo(merchantNo),
      deps.merchants.secretKeysOf(merchantNo),
    );
    if (!merchant) return rejected({ code: "merchant_not_found", merchant_no: merchantNo });
    if (merchant.mode !== "test") return rejected({ code: "test_mode_only" });
    const halted = notActive(merchant);
    if (halted) return rejected(halted);
    if (keys.length >= SECRET_KEYS_MAX) {
      return rejected({ code: "keys_too_many", max: SECRET_KEYS_MAX });
    }
    const { secretKey, digest, hint } = await newSecretKey("test", deps.random);
    await deps.commit([{
      type: "merchant.secret_key_made",
      merchant: { ...merchant, version: merchant.version + 1 },
      keyDigest: digest,
      keyHint: hint,
      eventId: deps.newId("evt"),
      at: merchantNow(merchant, deps.now()),
      by: byCaller(caller),
    }]);
    return ok(secretKey);
  });
}
