import { retryOnConflict } from "../../core/conflict.ts";
import type { ContractId } from "../../core/id.ts";
import { ok, rejected, type Result } from "../../core/result.ts";
import { type BankContract, endContract, type EndedBy, endNotice } from "./bank_contract.ts";
import { keepContracts } from "./keep_contracts.ts";
import { deliverNotices, tellPortal } from "./send_notices.ts";
import type { BankDeps } from "./bank_deps.ts";
import { token } from "./write_at_bank.ts";

export interface EndAtBank {
  readonly contractId: ContractId;
  readonly by: Exclude<EndedBy, "merchant">;
  /** Only this person's contract; absent = anyone's. */
  readonly personNo?: string;
}

export type EndRefusal = { readonly code: "bank_contract_not_found" };

/**
 * A contract ends at the bank: by the consumer in the app, or by the bank. Notices due to the portal have been sent
 * and answered when this returns; the job resends those not accepted. If it had already ended, the portal is notified
 * once more.
 */
export async function endAtBank(
  deps: BankDeps,
  { contractId, by, personNo }: EndAtBank,
): Promise<Result<BankContract, EndRefusal>> {
  const lease = token(deps);
  const ended = await retryOnConflict(async () => {
    const [contract] = await deps.load(deps.bank.contracts.byId(contractId));
    if (!contract || (personNo !== undefined && contract.personNo !== personNo)) {
      return rejected({ code: "bank_contract_not_found" });
    }
    const now = deps.now();
    const step = endContract(contract, by, now);
    if (!step) return ok({ contract, notices: undefined });
    const notices = await keepContracts(deps, [step], { now, lease });
    return ok({ contract: step.contract, notices });
  });
  if (!ended.ok) return ended;
  const { contract, notices } = ended.value;
  if (notices) await deliverNotices(deps, notices, lease);
  else await tellAgain(deps, contract);
  return ok(contract);
}

const CONTRACTS_AT_ONCE_MAX = 100;

/** The person closes the account: every contract in force ends with it. Returns how many did. */
export async function closeAccount(deps: BankDeps, personNo: string): Promise<number> {
  const lease = token(deps);
  const { count, notices } = await retryOnConflict(async () => {
    const find = deps.bank.contracts.inForceOf(personNo, CONTRACTS_AT_ONCE_MAX);
    const [contracts] = await deps.load(find);
    const now = deps.now();
    const steps = contracts.flatMap((each) => endContract(each, "account_closure", now) ?? []);
    if (steps.length === 0) return { count: 0, notices: [] };
    return { count: steps.length, notices: await keepContracts(deps, steps, { now, lease }) };
  });
  await deliverNotices(deps, notices, lease);
  return count < CONTRACTS_AT_ONCE_MAX ? count : count + await closeAccount(deps, personNo);
}

/** Its notice may belong to a process that died while sending it; receiving it twice is harmless. */
async function tellAgain(deps: BankDeps, contract: BankContract): Promise<void> {
  if (contract.state !== "ended" || contract.by === "merchant") return;
  const body = endNotice(contract, contract.by);
  await tellPortal(deps, { url: contract.noticeUrl, body });
}
