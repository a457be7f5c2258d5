import { byCaller } from "../actor.ts";
import { retryOnConflict } from "../conflict.ts";
import type { Contract } from "../contract/contract.ts";
import type { ContractWithUse } from "../contract/contract_store.ts";
import type { Deps } from "../deps.ts";
import type { ContractId } from "../id.ts";
import type { Caller, CallerRefusal } from "../merchant/caller.ts";
import { merchantNow } from "../merchant/merchant.ts";
import { ok, rejected, type Result } from "../result.ts";
import { mustSignAgain } from "./sign_again_link.ts";

type EndSignAgainLinkRefusal =
  | CallerRefusal
  | { readonly code: "contract_not_found" }
  | { readonly code: "nothing_to_sign"; readonly contract_id: ContractId };

/** Ends the link to sign a contract again, wherever it was sent; from this commit on there is another one. */
export function endSignAgainLink(
  deps: Deps,
  caller: Caller,
  contractId: ContractId,
): Promise<Result<ContractWithUse, EndSignAgainLinkRefusal>> {
  return retryOnConflict(async () => {
    const [merchant, found] = await deps.load(
      deps.merchants.calling(caller),
      deps.contracts.ownById(caller, contractId, deps.now()),
    );
    if (!merchant) return rejected({ code: "key_unknown" });
    if (!found) return rejected({ code: "contract_not_found" });
    if (!mustSignAgain(found.contract, found.owner)) {
      return rejected({ code: "nothing_to_sign", contract_id: contractId });
    }
    const contract: Contract = {
      ...found.contract,
      linksEnded: found.contract.linksEnded + 1,
    };
    await deps.commit([{
      type: "sign_again_link.ended",
      contract,
      eventId: deps.newId("evt"),
      at: merchantNow(merchant, deps.now()),
      by: byCaller(caller),
    }]);
    return ok({ ...found, contract });
  });
}
