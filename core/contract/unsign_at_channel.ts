import { callChannel } from "../channel/call_channel.ts";
import type { HttpRequest } from "../channel/http.ts";
import type {
  ContractChannel,
  UnsignAtChannel,
  UnsignOutcome,
} from "../channel/contract_channel.ts";
import type { Deps } from "../deps.ts";
import type { ContractWithUse } from "./contract_store.ts";
import { recordTermination } from "./record_contract_notice.ts";

/**
 * Asks the channel to end a contract that is `terminating`, and records it once the channel confirms. A refusal or
 * silence leaves it as it is: the channel is asked again.
 */
export async function unsignAtChannel(
  deps: Deps,
  found: ContractWithUse,
): Promise<ContractWithUse> {
  const channel = deps.channels[found.contract.channel]?.contracts;
  if (!channel) return found;
  return await agreed(deps, found, channel, await channel.unsign(commandOf(found)));
}

/** First queries the unsign, because its answer may have been lost; if it did not happen, requests it again. */
export async function unsignAgain(deps: Deps, found: ContractWithUse): Promise<ContractWithUse> {
  const channel = deps.channels[found.contract.channel]?.contracts;
  if (!channel) return found;
  const known = await agreed(deps, found, channel, await channel.queryUnsign(commandOf(found)));
  return known.contract.state === "terminating" ? await unsignAtChannel(deps, known) : known;
}

async function agreed(
  deps: Deps,
  found: ContractWithUse,
  channel: ContractChannel,
  request: HttpRequest,
): Promise<ContractWithUse> {
  const response = await callChannel(deps, request);
  const outcome: UnsignOutcome = response
    ? await channel.readUnsign(response)
    : { type: "unclear" };
  const { contractId } = found.contract;
  switch (outcome.type) {
    case "terminated":
      return await recordTermination(deps, found, "channel");
    case "refused":
      deps.log.warn("unsign refused", { contract_id: contractId, reason: outcome.reason });
      return found;
    case "unclear":
      return found;
  }
}

function commandOf({ contract }: ContractWithUse): UnsignAtChannel {
  const { contractId, channelContractNo } = contract;
  return { contractId, channelContractNo };
}
