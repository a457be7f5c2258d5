import { type Actor, byOperator } from "../actor.ts";
import { retryOnConflict } from "../conflict.ts";
import type { Deps } from "../deps.ts";
import {
  type EnterpriseStopped,
  type LegalNameDiffers,
  otherName,
  stoppedEnterprise,
} from "../enterprise/enterprise.ts";
import type { MerchantNo } from "../id.ts";
import { ok, rejected, type Result } from "../result.ts";
import { type MerchantNotActive, notActive } from "./merchant.ts";
import { type NewMerchant, newMerchant, type OpenedMerchant } from "./new_merchant.ts";
import { newSecretKey, type SecretKey } from "./secret_key.ts";
import { beyondParent, type ProductsBeyondParent } from "./products.ts";

export interface OpenMerchant extends NewMerchant {
  readonly parentNo: MerchantNo | undefined;
  readonly by?: Actor;
}

export type OpenMerchantRefusal =
  | { readonly code: "merchant_no_taken"; readonly merchant_no: string }
  | { readonly code: "parent_not_found"; readonly parent_no: string }
  | MerchantNotActive
  | ProductsBeyondParent
  | LegalNameDiffers
  | EnterpriseStopped;

export interface MerchantWithKey extends OpenedMerchant {
  /** Shown once, and kept only as a digest. */
  readonly secretKey: SecretKey;
}

/** Opens a merchant number with its first secret key; the key is shown once and kept only as a digest. */
export function openMerchant(
  deps: Deps,
  command: OpenMerchant,
): Promise<Result<MerchantWithKey, OpenMerchantRefusal>> {
  const { merchantNo, parentNo, enterprise, by = byOperator } = command;
  return retryOnConflict(async () => {
    const [existing, above, known] = await deps.load(
      deps.merchants.byNo(merchantNo),
      deps.merchants.byNo(parentNo ?? merchantNo),
      deps.enterprises.byLicence(enterprise?.licenceNo ?? ""),
    );
    if (existing) return rejected({ code: "merchant_no_taken", merchant_no: merchantNo });
    const parent = parentNo === undefined ? undefined : above;
    if (parentNo !== undefined && parent?.mode !== command.mode) {
      return rejected({ code: "parent_not_found", parent_no: parentNo });
    }
    const refused = notActive(parent) ?? beyondParent(command.products, parent) ??
      otherName(known, enterprise) ?? stoppedEnterprise(known);
    if (refused) return rejected(refused);

    const secretKey = await newSecretKey(command.mode, deps.random);
    const opened = newMerchant(deps, command, { parent, known, secretKey, at: deps.now(), by });
    await deps.commit(opened.events);
    return ok({ ...opened, secretKey: secretKey.secretKey });
  });
}
