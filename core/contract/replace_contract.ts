import type { Actor } from "../actor.ts";
import type { Deps } from "../deps.ts";
import type { DomainEvent } from "../event.ts";
import type { ContractId } from "../id.ts";
import type { Instant } from "../time.ts";
import { chained } from "./chain.ts";
import { advance } from "./contract.ts";

/**
 * The end of a contract by the one that its consumer signed in its place, for the same commit: there is no moment with
 * both. Its channel is asked by the sweep until it agrees. Undefined where it has ended by itself.
 */
export async function replaceContract(
  deps: Deps,
  contractId: ContractId,
  { by: replacedBy, at, actor }: {
    readonly by: ContractId;
    readonly at: Instant;
    readonly actor: Actor;
  },
): Promise<DomainEvent | undefined> {
  if (contractId === replacedBy) return undefined;
  const [found] = await deps.load(deps.contracts.byId(contractId, deps.now()));
  const asked = found && advance(found.contract, {
    type: "termination_asked",
    at,
    by: "merchant",
    reason: `replaced by ${replacedBy}`,
    replacedBy,
  });
  if (!found || !asked?.ok) return undefined;
  const type = "contract.termination_asked";
  return {
    type,
    contract: await chained(asked.value, { type, at }),
    usedToday: found.usedToday,
    eventId: deps.newId("evt"),
    at,
    by: actor,
  };
}
