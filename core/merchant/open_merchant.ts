import { byOperator } from "../actor.ts";
import type { Deps } from "../deps.ts";
import type { MerchantNo } from "../id.ts";
import { ok, rejected, type Result } from "../result.ts";
import { milliseconds } from "../time.ts";
import {
  type Merchant,
  type MerchantNotActive,
  type Mode,
  notActive,
  type Product,
} from "./merchant.ts";
import { digestSecretKey, hintOfSecretKey, makeSecretKey } from "./secret_key.ts";

export interface OpenMerchant {
  readonly merchantNo: MerchantNo;
  readonly parentNo: MerchantNo | undefined;
  readonly name: string;
  readonly mode: Mode;
  readonly products: readonly Product[];
  readonly returnUrls: readonly string[];
}

export type OpenMerchantRefusal =
  | { readonly code: "merchant_no_taken"; readonly merchant_no: string }
  | { readonly code: "parent_not_found"; readonly parent_no: string }
  | MerchantNotActive;

/** Opens a merchant number with its first secret key; the key is shown once and kept only as a digest. */
export async function openMerchant(
  deps: Deps,
  command: OpenMerchant,
): Promise<
  Result<{ readonly merchant: Merchant; readonly secretKey: string }, OpenMerchantRefusal>
> {
  const { merchantNo, parentNo } = command;
  const [existing, parent] = await deps.load(
    deps.merchants.byNo(merchantNo),
    deps.merchants.byNo(parentNo ?? merchantNo),
  );
  if (existing) return rejected({ code: "merchant_no_taken", merchant_no: merchantNo });
  if (parentNo !== undefined && parent?.mode !== command.mode) {
    return rejected({ code: "parent_not_found", parent_no: parentNo });
  }

  const halted = parentNo === undefined ? undefined : notActive(parent);
  if (halted) return rejected(halted);

  const at = deps.now();
  const secretKey = makeSecretKey(command.mode, deps.random);
  const merchant: Merchant = {
    ...command,
    appId: parentNo === undefined || !parent ? deps.newId("app") : parent.appId,
    sharesContracts: false,
    embedOrigins: [],
    clockOffset: milliseconds(0),
    state: "active",
    createdAt: at,
    version: 1,
  };
  const eventId = deps.newId("evt");
  const keyDigest = await digestSecretKey(secretKey);
  const keyHint = hintOfSecretKey(secretKey);
  const by = byOperator;
  await deps.commit([{ type: "merchant.opened", merchant, keyDigest, keyHint, eventId, at, by }]);
  return ok({ merchant, secretKey });
}
