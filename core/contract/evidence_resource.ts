import type { RecordedEvent } from "../event.ts";
import type { Vault } from "../secret/vault.ts";
import type { Instant } from "../time.ts";
import type { Contract } from "./contract.ts";
import { signLifecycleEnd } from "./evidence.ts";
import { lifecycleResource } from "./lifecycle_resource.ts";

interface Given {
  /** The JWS of what was agreed to. */
  readonly evidence: string;
  readonly lifecycle: readonly RecordedEvent[];
  /** On the merchant's clock. */
  readonly at: Instant;
}

/** What was agreed to and every step since, so that anybody can verify both with the public keys alone. */
export async function evidenceResource(
  vault: Vault,
  contract: Contract,
  { evidence, lifecycle, at }: Given,
) {
  const steps = lifecycle.map(lifecycleResource);
  return {
    contract_id: contract.contractId,
    evidence,
    lifecycle: steps,
    lifecycle_end: await signLifecycleEnd(vault, contract, { steps, at }),
  };
}
