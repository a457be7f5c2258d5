import type { ChannelName, ContractNotice } from "../channel/channel.ts";
import type { Deps } from "../deps.ts";
import { ok, rejected, type Result } from "../result.ts";
import { recordSignedNotice } from "../signing/record_signed_notice.ts";
import type { Contract } from "./contract.ts";
import { recordTermination } from "./record_termination.ts";
import { askHowItStands } from "./unsign_at_channel.ts";

export type RecordContractNoticeRefusal = {
  readonly code: "contract_not_found";
  readonly contract_id: string;
};

/**
 * Records what a channel reports about a contract, in any order and any number of times: it ends once, by whoever
 * asked first, and nothing revives it. A report that nobody understands makes us ask.
 */
export async function recordContractNotice(
  deps: Deps,
  channel: ChannelName,
  notice: ContractNotice,
): Promise<Result<Contract, RecordContractNoticeRefusal>> {
  const { contractId } = notice;
  // A notice can be the first clear answer about a signing whose response was lost.
  if (notice.outcome === "signed") await recordSignedNotice(deps, notice);
  const [found] = await deps.load(deps.contracts.byId(contractId, deps.now()));
  if (found?.contract.channel !== channel) {
    return rejected({ code: "contract_not_found", contract_id: contractId });
  }
  switch (notice.outcome) {
    // It reports a signing we already know, or one that has ended since.
    case "signed":
      return ok(found.contract);
    case "terminated":
      return ok((await recordTermination(deps, found, notice.by)).contract);
    case "unclear":
      if (found.contract.state === "terminated") return ok(found.contract);
      return ok((await askHowItStands(deps, found)).contract);
  }
}
