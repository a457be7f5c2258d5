import type { Contract, ContractState } from "../contract/contract.ts";
import { contractScope } from "../contract/contract_scope.ts";
import type { ContractWithUse } from "../contract/contract_store.ts";
import { hasExpired } from "../contract/validity.ts";
import type { ContractId, MerchantNo } from "../id.ts";
import type { CallerRefusal } from "../merchant/caller.ts";
import { type Merchant, type MerchantNotActive, notActive } from "../merchant/merchant.ts";
import { AMOUNT_FEN_MAX, type Money } from "../money.ts";
import type { SharingAgreement } from "../sharing/sharing_agreement.ts";
import { ok, rejected, type Result } from "../result.ts";

export type ChargeableRefusal =
  | CallerRefusal
  | MerchantNotActive
  | { readonly code: "product_not_enabled"; readonly product: "contract" }
  | { readonly code: "contract_not_found"; readonly contract_id: string }
  | {
    readonly code: "merchant_not_in_scope";
    readonly merchant_no: MerchantNo;
    readonly fixed_merchant_nos: readonly MerchantNo[];
    /** Whom the signed text named besides the contract's own merchant number. */
    readonly shared_with: readonly MerchantNo[];
  }
  | {
    readonly code: "contract_not_active";
    readonly contract_id: ContractId;
    readonly state: ContractState;
  }
  | { readonly code: "amount_out_of_range"; readonly amount: number; readonly max: number }
  | {
    readonly code: "per_transaction_limit_exceeded";
    readonly limit: number;
    readonly amount: number;
  };

export interface Chargeable extends ContractWithUse {
  readonly merchant: Merchant;
}

/** Whether `merchant` may charge `amount` on this contract at all, apart from what is left of the daily limit. */
export function chargeable(
  { contractId, amount }: { readonly contractId: string; readonly amount: Money },
  facts: {
    readonly merchant: Merchant | undefined;
    readonly found: ContractWithUse | undefined;
    readonly sharing: SharingAgreement | undefined;
  },
): Result<Chargeable, ChargeableRefusal> {
  const { merchant, found } = facts;
  if (!merchant) return rejected({ code: "key_unknown" });
  if (!merchant.products.includes("contract")) {
    return rejected({ code: "product_not_enabled", product: "contract" });
  }
  if (!found || !inFamily(found.contract, merchant)) {
    return rejected({ code: "contract_not_found", contract_id: contractId });
  }
  const { contract, owner, today } = found;
  if (!contractScope(contract, merchant, { sharing: facts.sharing, today })) {
    return rejected({
      code: "merchant_not_in_scope",
      merchant_no: merchant.merchantNo,
      fixed_merchant_nos: contract.fixedMerchantNos,
      shared_with: contract.sharedWith,
    });
  }
  const halted = notActive(merchant, owner);
  if (halted) return rejected(halted);
  const { contractId: contract_id, state } = contract;
  if (state !== "active") return rejected({ code: "contract_not_active", contract_id, state });
  // No sweep has ended it yet: the answer anticipates what the sweep will do.
  if (hasExpired(contract, found.today)) {
    return rejected({ code: "contract_not_active", contract_id, state: "terminating" });
  }
  if (amount.fen <= 0 || amount.fen > AMOUNT_FEN_MAX) {
    return rejected({ code: "amount_out_of_range", amount: amount.fen, max: AMOUNT_FEN_MAX });
  }
  const limit = contract.perTransactionLimit.fen;
  if (amount.fen > limit) {
    return rejected({ code: "per_transaction_limit_exceeded", limit, amount: amount.fen });
  }
  return ok({ ...found, merchant });
}

/** Others don't even learn that the contract exists. */
function inFamily(contract: Contract, merchant: Merchant): boolean {
  return contract.merchantNo === merchant.merchantNo ||
    contract.merchantNo === merchant.parentNo || contract.sharedWith.includes(merchant.merchantNo);
}
