import { canonicalJson } from "../canonical_json.ts";
import { sha256 } from "../sha256.ts";
import { type Instant, rfc3339 } from "../time.ts";
import { type Contract, endOf, reasonOf, type TerminatedBy } from "./contract.ts";

/** SHA-256, hex, over the hash before and the facts as canonical JSON. */
export function chainHash(
  previous: string,
  facts: Readonly<Record<string, unknown>>,
): Promise<string> {
  return sha256(previous + canonicalJson(facts));
}

/** What the first link builds on: the digest of the signing's evidence. */
export function chainStart(evidenceJws: string): Promise<string> {
  return sha256(evidenceJws);
}

/** One step of a contract's life as it is hashed. `type` is the event's, `version` counts the steps from 1. */
export interface LifecycleFacts extends Readonly<Record<string, unknown>> {
  readonly contract_id: string;
  readonly version: number;
  readonly type: string;
  readonly at: string;
  readonly state: string;
  readonly terminated_by: TerminatedBy | null;
  readonly reason: string | null;
}

/** The contract after the step `type` at `at`, with its `chain` extended by one link. */
export async function chained(
  contract: Contract,
  step: { readonly type: `contract.${string}`; readonly at: Instant },
): Promise<Contract> {
  return { ...contract, chain: await chainHash(contract.chain, lifecycleFacts(contract, step)) };
}

function lifecycleFacts(
  contract: Contract,
  { type, at }: { readonly type: string; readonly at: Instant },
): LifecycleFacts {
  return {
    contract_id: contract.contractId,
    version: contract.version,
    type,
    at: rfc3339(at),
    state: contract.state,
    terminated_by: endOf(contract)?.terminatedBy ?? null,
    reason: reasonOf(contract) ?? null,
  };
}
