import { byOperator } from "../actor.ts";
import { retryOnConflict } from "../conflict.ts";
import type { Deps } from "../deps.ts";
import type { ContractId } from "../id.ts";
import { merchantNow } from "../merchant/merchant.ts";
import { ok, rejected, type Result } from "../result.ts";
import { chained } from "./chain.ts";
import { advance, type Contract, type ContractRefusal } from "./contract.ts";

export interface SuspendContract {
  readonly contractId: ContractId;
  /** Why charges are suspended; absent = resumed. */
  readonly reason: string | undefined;
}

export type SuspendContractRefusal =
  | { readonly code: "contract_not_found"; readonly contract_id: string }
  | ContractRefusal;

/** Stops all charges on a contract until it is resumed, or resumes it; repeating either changes nothing. */
export async function suspendContract(
  deps: Deps,
  { contractId, reason }: SuspendContract,
): Promise<Result<Contract, SuspendContractRefusal>> {
  const done = await retryOnConflict(async () => {
    const [found] = await deps.load(deps.contracts.byId(contractId, deps.now()));
    if (!found) return rejected({ code: "contract_not_found", contract_id: contractId });
    const { contract, owner, usedToday } = found;
    if (contract.state === (reason === undefined ? "active" : "suspended")) return ok(contract);

    const at = merchantNow(owner, deps.now());
    const next = advance(
      contract,
      reason === undefined ? { type: "resumed", at } : { type: "suspended", at, reason },
    );
    if (!next.ok) return next;
    const type = reason === undefined ? "contract.resumed" : "contract.suspended";
    const moved = await chained(next.value, { type, at });
    const eventId = deps.newId("evt");
    await deps.commit([{ type, contract: moved, usedToday, eventId, at, by: byOperator }]);
    return ok(moved);
  });
  if (done.ok) deps.nudge("deliver_webhooks");
  return done;
}
