import type { Deps } from "../deps.ts";
import type { ContractId } from "../id.ts";
import type { Dispute } from "./dispute.ts";

/** What the payer of a disputed deduction signed; undefined of a payment. */
export async function contractEvidence(
  { load, contracts }: Pick<Deps, "load" | "contracts">,
  { evidence: { contract } }: Dispute,
): Promise<{ readonly contractId: ContractId; readonly jws: string } | undefined> {
  if (!contract) return undefined;
  const contractId = contract.contract_id as ContractId;
  const [jws] = await load(contracts.evidence(contractId));
  return jws === undefined ? undefined : { contractId, jws };
}
