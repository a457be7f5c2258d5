import { type Actor, byCaller, byClock, byConsumer, byOperator } from "../actor.ts";
import { retryOnConflict } from "../conflict.ts";
import type { Deps } from "../deps.ts";
import type { DomainEvent } from "../event.ts";
import type { ConsumerId, ContractId, EventId } from "../id.ts";
import type { Caller, CallerRefusal } from "../merchant/caller.ts";
import { merchantNow } from "../merchant/merchant.ts";
import type { Money } from "../money.ts";
import { ok, rejected, type Result } from "../result.ts";
import type { Instant } from "../time.ts";
import { chained } from "./chain.ts";
import { advance, type Contract, type TerminatedBy } from "./contract.ts";
import type { ContractWithUse } from "./contract_store.ts";
import { unsignAtChannel } from "./unsign_at_channel.ts";

export interface TerminateContract {
  readonly contractId: ContractId;
  /** The cause, as reported to all subscribers. */
  readonly by: TerminatedBy;
  readonly reason?: string | undefined;
  /** The merchant or consumer who asks, if it is one of these: others' contracts are not found. */
  readonly caller?: Caller;
  readonly consumerId?: ConsumerId;
}

export type TerminateContractRefusal =
  | CallerRefusal
  | { readonly code: "contract_not_found"; readonly contract_id: string };

/** The contract as it is afterwards, with what was charged on it today. */
export type TerminatedContract = Contract & { readonly usedToday: Money };

/**
 * Ends a contract, whoever asks. After the first commit no deduction succeeds; then the channel is asked, and the
 * contract is `terminated` once it confirms. If refused or unanswered it stays `terminating` and the channel is asked
 * again. Ending a contract that is ending or has ended changes nothing.
 */
export async function terminateContract(
  deps: Deps,
  command: TerminateContract,
): Promise<Result<TerminatedContract, TerminateContractRefusal>> {
  const decision = await retryOnConflict(async () => {
    const facts = await load(deps, command);
    const decided = await decide(command, facts, { eventId: deps.newId("evt"), now: deps.now() });
    if (decided.ok) await deps.commit(decided.value.events);
    return decided;
  });
  if (!decision.ok) return decision;
  const { found, events } = decision.value;
  if (events.length > 0) deps.nudge("tell_consumers");
  const { contract, usedToday } = events.length > 0 ? await unsignAtChannel(deps, found) : found;
  return ok({ ...contract, usedToday });
}

interface Facts {
  readonly found: ContractWithUse | undefined;
  readonly isKnown: boolean;
}

async function load(deps: Deps, { caller, contractId }: TerminateContract): Promise<Facts> {
  if (!caller) {
    const [found] = await deps.load(deps.contracts.byId(contractId, deps.now()));
    return { found, isKnown: true };
  }
  const [merchant, found] = await deps.load(
    deps.merchants.calling(caller),
    deps.contracts.ownById(caller, contractId, deps.now()),
  );
  return { found, isKnown: merchant !== undefined };
}

export interface TerminationDecision {
  readonly found: ContractWithUse;
  readonly events: readonly DomainEvent[];
}

async function decide(
  command: Omit<TerminateContract, "caller">,
  { found, isKnown }: Facts,
  given: { readonly eventId: EventId; readonly now: Instant },
): Promise<Result<TerminationDecision, TerminateContractRefusal>> {
  const { contractId, by, reason, consumerId } = command;
  if (!isKnown) return rejected({ code: "key_unknown" });
  const isForeign = consumerId !== undefined && found?.contract.consumerId !== consumerId;
  if (!found || isForeign) {
    return rejected({ code: "contract_not_found", contract_id: contractId });
  }

  const at = merchantNow(found.owner, given.now);
  const asked = advance(found.contract, { type: "termination_asked", at, by, reason });
  if (!asked.ok) return ok({ found, events: [] });

  const contract = await chained(asked.value, { type: "contract.termination_asked", at });
  const { usedToday } = found;
  return ok({
    found: { ...found, contract },
    events: [{
      type: "contract.termination_asked",
      contract,
      usedToday,
      eventId: given.eventId,
      at,
      by: whoAsks(command),
    }],
  });
}

function whoAsks({ caller, consumerId, by }: TerminateContract): Actor {
  if (caller) return byCaller(caller);
  if (consumerId !== undefined) return byConsumer(consumerId);
  return by === "expiry" ? byClock : byOperator;
}
