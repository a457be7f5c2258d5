import type { ContractWithUse } from "../contract/contract_store.ts";
import { evidenceResource } from "../contract/evidence_resource.ts";
import {
  type EvidenceRefusal,
  type VerifiedEvidence,
  verifyEvidence,
} from "../contract/verify_evidence.ts";
import type { Charge } from "../deduction/charge.ts";
import type { Deps } from "../deps.ts";
import type { ContractId } from "../id.ts";
import type { StaffCaller } from "../merchant/caller.ts";
import { merchantNow } from "../merchant/merchant.ts";
import type { Result } from "../result.ts";
import { signAgainUrl } from "../signing/sign_again_link.ts";
import { type DeliveredEvent, deliveriesOf, historyOf, type Step } from "./history.ts";

/** So many of the newest charges stand on a contract's page; the list has all. */
const CHARGES_MAX = 10;

export interface ContractView extends ContractWithUse {
  /** For its consumer, where it has to be signed again. */
  readonly signAgainUrl: string | undefined;
  readonly charges: readonly Charge[];
  readonly steps: readonly Step[];
  readonly deliveries: readonly DeliveredEvent[];
}

/** One of the merchant number's contracts, with its latest charges and all that happened to it. */
export async function viewContract(
  deps: Deps,
  caller: StaffCaller,
  contractId: ContractId,
): Promise<ContractView | undefined> {
  const [found, charges] = await deps.load(
    deps.contracts.ownById(caller, contractId, deps.now()),
    deps.deductions.ofContract(contractId, CHARGES_MAX),
  );
  if (!found) return undefined;
  const steps = await historyOf(deps, caller.merchantNo, [contractId]);
  const deliveries = await deliveriesOf(deps, caller, steps);
  return { ...found, signAgainUrl: await signAgainUrl(deps, found), charges, steps, deliveries };
}

export interface EvidenceView extends ContractWithUse {
  /** As the API returns it. */
  readonly bundle: Awaited<ReturnType<typeof evidenceResource>>;
  readonly verified: Result<VerifiedEvidence, EvidenceRefusal>;
}

/** What the consumer agreed to, verified now as anybody could: by the public keys, and the chain of every step since. */
export async function viewEvidence(
  deps: Deps,
  caller: StaffCaller,
  contractId: ContractId,
): Promise<EvidenceView | undefined> {
  const [found, evidence, lifecycle] = await deps.load(
    deps.contracts.ownById(caller, contractId, deps.now()),
    deps.contracts.evidence(contractId),
    deps.contracts.lifecycle(contractId),
  );
  if (!found || evidence === undefined) return undefined;
  const at = merchantNow(found.owner, deps.now());
  const bundle = await evidenceResource(deps.vault, found.contract, { evidence, lifecycle, at });
  const keys = deps.vault.jwks().keys.map((each) => ({ kty: "", ...each }));
  return { ...found, bundle, verified: await verifyEvidence(JSON.stringify(bundle), { keys }) };
}
