import type { OwnArrear } from "../arrear/own_arrear.ts";
import type { ContractWithUse } from "../contract/contract_store.ts";
import type { AnnouncedCharge, Charge } from "../deduction/charge.ts";
import type { Deps } from "../deps.ts";
import type { ContractId } from "../id.ts";
import type { UsedOwnLimit } from "../own_limit/own_limit.ts";
import { ok, rejected, type Result } from "../result.ts";
import { sha256 } from "../sha256.ts";

const CHARGES_MAX = 20;
const ANNOUNCED_MAX = 20;
const ARREARS_MAX = 20;

/** One contract as its consumer sees it. */
export interface OwnContract {
  readonly found: ContractWithUse;
  /** Newest first. */
  readonly charges: readonly Charge[];
  /** Announced and still to be charged, the nearest first. */
  readonly announced: readonly AnnouncedCharge[];
  /** What is owed first, then the latest that was. */
  readonly arrears: readonly OwnArrear[];
  /** What its consumer allows themselves: for this contract, and for all charges. */
  readonly own: readonly UsedOwnLimit[];
}

export type ViewContractRefusal =
  | { readonly code: "session_over" }
  /** Or another person's. */
  | { readonly code: "contract_not_found" };

/** A contract of this session's consumer, with its charges, in one round trip. */
export async function viewContract(
  deps: Deps,
  { session, contractId }: { readonly session: string; readonly contractId: ContractId },
): Promise<Result<OwnContract, ViewContractRefusal>> {
  const tokenDigest = await sha256(session);
  const now = deps.now();
  const [here, found, charges, announced, arrears, own] = await deps.load(
    deps.sessions.consumerIn(tokenDigest, now),
    deps.contracts.byId(contractId, now),
    deps.deductions.ofContract(contractId, CHARGES_MAX),
    deps.deductions.announced(contractId, now, ANNOUNCED_MAX),
    deps.arrears.ofContract(contractId, ARREARS_MAX),
    deps.ownLimits.ofContract(contractId, now),
  );
  if (!here) return rejected({ code: "session_over" });
  if (found?.contract.consumerId !== here.consumer.consumerId) {
    return rejected({ code: "contract_not_found" });
  }
  return ok({ found, charges, announced, arrears, own });
}
