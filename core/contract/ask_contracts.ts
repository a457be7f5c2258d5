import { conflictOf } from "../conflict.ts";
import { byClock } from "../actor.ts";
import type { Deps } from "../deps.ts";
import type { FlowOptions } from "../flow.ts";
import type { ContractId } from "../id.ts";
import { merchantNow } from "../merchant/merchant.ts";
import { sweepEachClock } from "../sweep.ts";
import { chained } from "./chain.ts";
import { advance, type Contract } from "./contract.ts";
import { unsignAgain } from "./unsign_at_channel.ts";

/**
 * Asks channels again about unsigns they have not confirmed: after 1 minute, 5 minutes, 30 minutes, 2 hours, then
 * every 6 hours until they do. The next time is committed before the call, so two processes never ask at once.
 */
export async function askContracts(deps: Deps, options?: FlowOptions): Promise<void> {
  await sweepEachClock<Contract>(deps, {
    name: "ask_contracts",
    subject: ({ contractId: id, merchantNo }) => ({ id, merchantNo }),
    due: (...given) => deps.contracts.toAsk(...given),
    work: ({ contractId }) => askContract(deps, contractId),
  }, options);
}

/** Whether it was asked about, so that its next time is later. */
async function askContract(deps: Deps, contractId: ContractId): Promise<boolean> {
  const [found] = await deps.load(deps.contracts.byId(contractId, deps.now()));
  if (!found) return false;
  const { contract, owner, usedToday } = found;
  const at = merchantNow(owner, deps.now());
  const queried = advance(contract, { type: "termination_queried", at });
  if (!queried.ok) return false;

  const type = "contract.termination_queried";
  const asked = await chained(queried.value, { type, at });
  const eventId = deps.newId("evt");
  // On a conflict the channel's own notice arrived first, or another process is asking.
  if (
    await conflictOf(deps.commit([{ type, contract: asked, usedToday, eventId, at, by: byClock }]))
  ) {
    return false;
  }
  await unsignAgain(deps, { ...found, contract: asked });
  return true;
}
