import { byCaller } from "../actor.ts";
import { retryOnConflict } from "../conflict.ts";
import type { Deps } from "../deps.ts";
import type { MerchantNo } from "../id.ts";
import { ok, rejected, type Result } from "../result.ts";
import type { Caller, CallerRefusal } from "./caller.ts";
import { type MerchantNotActive, merchantNow, notActive } from "./merchant.ts";
import type { MerchantOfEnterprise } from "./merchant_store.ts";
import { type NewMerchant, newMerchant } from "./new_merchant.ts";
import { notRegistrable, type ReturnUrlNotAllowed } from "./return_url.ts";
import { beyondParent, type ProductsBeyondParent } from "./products.ts";
import { randomMerchantNo } from "./random_merchant_no.ts";
import { newSecretKey, type SecretKey } from "./secret_key.ts";

export interface OpenChild
  extends Omit<NewMerchant, "merchantNo" | "mode" | "products" | "enterprise"> {
  readonly caller: Caller;
  /** The parent's own, if omitted. */
  readonly products: NewMerchant["products"] | undefined;
}

/** Of one merchant number, by its own requests. */
const CHILDREN_MAX = 1_000;

export type OpenChildRefusal =
  | CallerRefusal
  | MerchantNotActive
  | ProductsBeyondParent
  | ReturnUrlNotAllowed
  | {
    readonly code: "reference_reused";
    readonly reference: string;
    readonly merchant_no: MerchantNo;
  }
  | { readonly code: "children_too_many"; readonly max: number }
  | { readonly code: "application_required" };

export interface OpenedChild extends MerchantOfEnterprise {
  /** Only when it is new. */
  readonly secretKey: SecretKey | undefined;
}

/**
 * Opens a child of a test merchant at once. Asked for again under the same reference it is the same child, whose secret
 * key was shown the first time.
 */
export function openChild(
  deps: Deps,
  command: OpenChild,
): Promise<Result<OpenedChild, OpenChildRefusal>> {
  const { caller, name, reference, returnUrls, embedOrigins } = command;
  return retryOnConflict(async () => {
    const [parent, existing, children] = await deps.load(
      deps.merchants.calling(caller),
      deps.merchants.childByReference(caller, reference ?? ""),
      deps.merchants.countChildren(caller),
    );
    if (!parent) return rejected({ code: "key_unknown" });
    if (existing && reference !== undefined) {
      const { merchantNo: merchant_no } = existing.merchant;
      if (existing.merchant.name !== name) {
        return rejected({ code: "reference_reused", reference, merchant_no });
      }
      return ok({ ...existing, secretKey: undefined });
    }
    if (parent.mode !== "test") return rejected({ code: "application_required" });
    const products = command.products ?? parent.products;
    const refused = notActive(parent) ?? beyondParent(products, parent) ??
      notRegistrable(returnUrls);
    if (refused) return rejected(refused);
    if (children >= CHILDREN_MAX) {
      return rejected({ code: "children_too_many", max: CHILDREN_MAX });
    }
    const secretKey = await newSecretKey("test", deps.random);
    const opened = newMerchant(deps, {
      merchantNo: randomMerchantNo(deps.random),
      name,
      mode: "test",
      products,
      returnUrls,
      ...(embedOrigins ? { embedOrigins } : {}),
      reference,
    }, {
      parent,
      known: undefined,
      secretKey,
      childrenMax: CHILDREN_MAX,
      at: merchantNow(parent, deps.now()),
      by: byCaller(caller),
    });
    await deps.commit(opened.events);
    const [enterprise] = await deps.load(deps.enterprises.ofMerchant(parent.merchantNo));
    return ok({ merchant: opened.merchant, enterprise, secretKey: secretKey.secretKey });
  });
}
