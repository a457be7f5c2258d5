import { conflictOf } from "../conflict.ts";
import { byClock } from "../actor.ts";
import type { Deps } from "../deps.ts";
import { eachApart } from "../each_apart.ts";
import type { ContractId } from "../id.ts";
import { onEachClock } from "../merchant/each_clock.ts";
import { merchantNow } from "../merchant/merchant.ts";
import { chained } from "./chain.ts";
import { advance } from "./contract.ts";
import { unsignAgain } from "./unsign_at_channel.ts";

const CONTRACTS_PER_SWEEP_MAX = 100;

/**
 * Asks channels again about unsigns they have not confirmed: after 1 minute, 5 minutes, 30 minutes, 2 hours, then
 * every 6 hours until they do. The next time is committed before the call, so two processes never ask at once.
 */
export async function askContracts(deps: Deps): Promise<void> {
  await onEachClock(deps, async (now, merchantNo) => {
    const [due] = await deps.load(deps.contracts.toAsk(now, merchantNo, CONTRACTS_PER_SWEEP_MAX));
    await eachApart(deps, due, {
      about: ({ contractId }) => ({ contract_id: contractId }),
      work: ({ contractId }) => askContract(deps, contractId),
    });
  });
}

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
  const { contract: now } = await unsignAgain(deps, { ...found, contract: asked });
  return now.state === "terminated";
}
