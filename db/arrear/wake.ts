import type { Contract } from "../../core/contract/contract.ts";
import type { Statement } from "../../core/unit.ts";

const WAKE = `update arrears set due_at = 0 where contract_id = ?1 and due_at is not null`;

/** Once the contract has ended, its retries are looked at now and not at their times. */
export function wakeArrears({ contractId }: Contract): Statement {
  return { sql: WAKE, args: [contractId] };
}
