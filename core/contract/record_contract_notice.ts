import type { ContractNotice } from "../channel/channel.ts";
import type { Deps } from "../deps.ts";
import { rejected, type Result } from "../result.ts";
import type { Contract } from "./contract.ts";

export type RecordContractNoticeRefusal = {
  readonly code: "contract_not_found";
  readonly contract_id: string;
};

/** Records what a channel tells of a contract, in any order and any number of times. */
export function recordContractNotice(
  _deps: Deps,
  { contractId }: ContractNotice,
): Promise<Result<Contract, RecordContractNoticeRefusal>> {
  return Promise.resolve(rejected({ code: "contract_not_found", contract_id: contractId }));
}
