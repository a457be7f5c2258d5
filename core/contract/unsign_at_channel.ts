import { callChannel } from "../channel/call_channel.ts";
import type {
  ContractChannel,
  UnsignAtChannel,
  UnsignOutcome,
} from "../channel/contract_channel.ts";
import type { Deps } from "../deps.ts";
import type { ContractWithUse } from "./contract_store.ts";
import { recordTermination } from "./record_termination.ts";

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
  const response = await callChannel(deps, await channel.unsign(commandOf(found)));
  return await agreed(deps, found, response && await channel.readUnsign(response));
}

/** First queries the unsign, because its answer may have been lost; if it did not happen, requests it again. */
export async function unsignAgain(deps: Deps, found: ContractWithUse): Promise<ContractWithUse> {
  const channel = deps.channels[found.contract.channel]?.contracts;
  if (!channel) return found;
  const known = await askHowItStands(deps, found, channel);
  return known.contract.state === "terminating" ? await unsignAtChannel(deps, known) : known;
}

/** Asks the channel how the contract stands there, and records its end if it has ended. */
export async function askHowItStands(
  deps: Deps,
  found: ContractWithUse,
  channel: ContractChannel | undefined = deps.channels[found.contract.channel]?.contracts,
): Promise<ContractWithUse> {
  if (!channel) return found;
  const command = commandOf(found);
  const response = await callChannel(deps, await channel.queryUnsign(command));
  return await agreed(deps, found, response && await channel.readQueryUnsign(response, command));
}

async function agreed(
  deps: Deps,
  found: ContractWithUse,
  outcome: UnsignOutcome | undefined,
): Promise<ContractWithUse> {
  const { contractId } = found.contract;
  switch (outcome?.type) {
    case undefined:
      return found;
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
