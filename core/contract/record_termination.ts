import { byChannel } from "../actor.ts";
import { retryOnConflict } from "../conflict.ts";
import type { Deps } from "../deps.ts";
import type { DomainEvent } from "../event.ts";
import type { ContractId, EventId } from "../id.ts";
import { merchantNow } from "../merchant/merchant.ts";
import type { Instant } from "../time.ts";
import { chained } from "./chain.ts";
import { advance, type ContractAdvance, type TerminatedBy } from "./contract.ts";
import type { ContractWithUse } from "./contract_store.ts";

/** The end of a contract as its channel sees it; after a conflict it is decided again on fresh facts. */
export function recordTermination(
  deps: Deps,
  found: ContractWithUse,
  by: TerminatedBy,
): Promise<ContractWithUse> {
  return retryOnConflict(async (again) => {
    const given = again ? await fresh(deps, found.contract.contractId) : found;
    const at = merchantNow(given.owner, deps.now());
    const step = { type: "terminated", at, by } as const;
    const { found: ended, events } = await decide(given, step, { eventId: deps.newId("evt"), at });
    await deps.commit(events);
    if (events.length > 0) {
      deps.nudge("deliver_webhooks");
      deps.nudge("tell_consumers");
    }
    return ended;
  });
}

async function fresh(deps: Deps, contractId: ContractId): Promise<ContractWithUse> {
  const [found] = await deps.load(deps.contracts.byId(contractId, deps.now()));
  if (!found) throw new TypeError(`Cannot find contract ${contractId} again`);
  return found;
}

/** What the channel's report changes; nothing when it is a repeat or says less than we know. */
async function decide(
  found: ContractWithUse,
  step: Extract<ContractAdvance, { type: "terminated" }>,
  given: { readonly eventId: EventId; readonly at: Instant },
): Promise<{ readonly found: ContractWithUse; readonly events: readonly DomainEvent[] }> {
  const next = advance(found.contract, step);
  if (!next.ok) return { found, events: [] };
  const type = "contract.terminated";
  const contract = await chained(next.value, { type, at: given.at });
  const by = byChannel(contract.channel);
  const event: DomainEvent = { type, contract, usedToday: found.usedToday, by, ...given };
  return { found: { ...found, contract }, events: [event] };
}
