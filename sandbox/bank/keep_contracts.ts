import { type ContractStep, contractSubject } from "./bank_contract.ts";
import type { BankNotice } from "./bank_notice.ts";
import type { BankDeps } from "./bank_deps.ts";
import { newEntry, newNotice, type Sending, writeAtBank } from "./write_at_bank.ts";

/**
 * Stores one step of each of these contracts, all or none. Returns the notices that the caller's lease holds. Throws
 * Conflict when one of them was changed first.
 */
export async function keepContracts(
  deps: BankDeps,
  steps: readonly ContractStep[],
  { now, lease }: Sending,
): Promise<readonly BankNotice[]> {
  const kept = steps.map(({ contract, what, notices }) => {
    const subjectNo = contractSubject(contract.contractId);
    const { version, noticeUrl: url } = contract;
    return {
      entry: newEntry(deps, subjectNo, version, now, what),
      contract,
      notices: notices.map(({ at, body }) =>
        newNotice(deps, { subjectNo, url, body, at }, { now, lease })
      ),
    };
  });
  await writeAtBank(deps, deps.bank.contracts.keep(kept));
  return kept.flatMap((each) => each.notices).filter((each) => each.lease !== undefined);
}
