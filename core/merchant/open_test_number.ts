import type { Actor } from "../actor.ts";
import { retryOnConflict } from "../conflict.ts";
import type { Deps } from "../deps.ts";
import type { MerchantNo } from "../id.ts";
import { ok, rejected, type Result } from "../result.ts";
import { type Merchant, type MerchantNotActive, notActive } from "./merchant.ts";
import { newMerchant } from "./new_merchant.ts";
import { randomMerchantNo } from "./random_merchant_no.ts";
import { newSecretKey, type SecretKey } from "./secret_key.ts";
import type { MerchantNotFound } from "./suspend_merchant.ts";

export interface TestNumber {
  readonly merchant: Merchant;
  /** Only when it is new. */
  readonly secretKey: SecretKey | undefined;
}

export type OpenTestNumberRefusal =
  | MerchantNotFound
  | MerchantNotActive
  | { readonly code: "live_mode_only" };

/**
 * Opens a live number's test number: its name and products, and nothing else in common. There is one; asked for again it
 * is the same.
 */
export function openTestNumber(
  deps: Deps,
  { liveNo, by }: { readonly liveNo: MerchantNo; readonly by: Actor },
): Promise<Result<TestNumber, OpenTestNumberRefusal>> {
  return retryOnConflict(async () => {
    const [live, existing] = await deps.load(
      deps.merchants.byNo(liveNo),
      deps.merchants.testNumberOf(liveNo),
    );
    if (existing) return ok({ merchant: existing, secretKey: undefined });
    if (!live) return rejected({ code: "merchant_not_found", merchant_no: liveNo });
    if (live.mode !== "live") return rejected({ code: "live_mode_only" });
    const halted = notActive(live);
    if (halted) return rejected(halted);

    const { name, products } = live;
    const secretKey = await newSecretKey("test", deps.random);
    const opened = newMerchant(deps, {
      merchantNo: randomMerchantNo(deps.random),
      name,
      mode: "test",
      products,
      returnUrls: [],
      testOf: liveNo,
    }, { parent: undefined, known: undefined, secretKey, at: deps.now(), by });
    await deps.commit(opened.events);
    return ok({ merchant: opened.merchant, secretKey: secretKey.secretKey });
  });
}
