import { endAtBank } from "../bank/end_at_bank.ts";
import type { SandboxDeps } from "./sandbox_deps.ts";
import type { ContractId } from "../../core/id.ts";
import type { Caller, CallerRefusal } from "../../core/merchant/caller.ts";
import { ok, rejected, type Result } from "../../core/result.ts";
import type { ContractWithUse } from "../../core/contract/contract_store.ts";

export interface EndAsConsumer {
  readonly caller: Caller;
  readonly contractId: ContractId;
}

export type EndAsConsumerRefusal =
  | CallerRefusal
  | { readonly code: "test_mode_only" }
  | { readonly code: "contract_not_found"; readonly contract_id: ContractId };

/**
 * Does what a consumer would do in the app: the contract ends at the bank, whose notice is recorded before this
 * returns. A contract that has already ended stays as it is.
 */
export async function endAsConsumer(
  deps: SandboxDeps,
  { caller, contractId }: EndAsConsumer,
): Promise<Result<ContractWithUse, EndAsConsumerRefusal>> {
  const [merchant, found] = await deps.load(
    deps.merchants.calling(caller),
    deps.contracts.ownById(caller, contractId, deps.now()),
  );
  if (!merchant) return rejected({ code: "key_unknown" });
  if (merchant.mode !== "test") return rejected({ code: "test_mode_only" });
  if (!found) return rejected({ code: "contract_not_found", contract_id: contractId });
  if (found.contract.state === "terminated") return ok(found);

  await endAtBank(deps, { contractId, by: "consumer" });
  const [after] = await deps.load(deps.contracts.ownById(caller, contractId, deps.now()));
  return ok(after ?? found);
}
