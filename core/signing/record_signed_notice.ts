import type { Deps } from "../deps.ts";
import type { ContractId } from "../id.ts";
import { finishSigning } from "./finish_signing.ts";

/**
 * The channel reports on its own that a contract was signed whose answer we may have lost. False when no signing is
 * waiting for it: it was finished before, and the repeat changes nothing.
 */
export async function recordSignedNotice(
  deps: Deps,
  { contractId, channelContractNo }: {
    readonly contractId: ContractId;
    readonly channelContractNo: string;
  },
): Promise<boolean> {
  const [signing] = await deps.load(deps.signings.confirmingContract(contractId));
  if (!signing) return false;
  await finishSigning(deps, signing.signingId, { type: "signed", channelContractNo });
  return true;
}
