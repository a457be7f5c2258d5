import { byOperator } from "../actor.ts";
import { retryOnConflict } from "../conflict.ts";
import type { Deps } from "../deps.ts";
import type { ContractId } from "../id.ts";
import { ok, rejected, type Result } from "../result.ts";
import { changeSuspension } from "./change_suspension.ts";
import type { Contract, ContractRefusal } from "./contract.ts";

export interface SuspendContract {
  readonly contractId: ContractId;
  /** Why charges are suspended; absent = the operator's reason is lifted. */
  readonly reason: string | undefined;
}

export type SuspendContractRefusal =
  | { readonly code: "contract_not_found"; readonly contract_id: string }
  | ContractRefusal;

/**
 * The operator stops all charges on a contract, or lifts that again; repeating either changes nothing. It stays suspended
 * while its consumer has reasons of their own.
 */
export async function suspendContract(
  deps: Deps,
  { contractId, reason: text }: SuspendContract,
): Promise<Result<Contract, SuspendContractRefusal>> {
  const done = await retryOnConflict(async () => {
    const [found] = await deps.load(deps.contracts.byId(contractId, deps.now()));
    if (!found) return rejected({ code: "contract_not_found", contract_id: contractId });
    const step = await changeSuspension(
      found,
      text === undefined ? { lift: "operator" } : { set: "operator", text },
      { eventId: deps.newId("evt"), now: deps.now(), by: byOperator },
    );
    if (!step.ok) return step;
    if (!step.value) return ok(found.contract);
    await deps.commit([step.value]);
    return ok(step.value.contract);
  });
  if (done.ok) deps.nudge("deliver_webhooks");
  return done;
}
