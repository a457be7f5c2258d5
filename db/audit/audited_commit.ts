import { isAudited } from "../../core/actor.ts";
import type { ChainEnd } from "../../core/audit/audit_store.ts";
import { retryOnConflict } from "../../core/conflict.ts";
import type { ChainHeads, Deps } from "../../core/deps.ts";
import type { DomainEvent } from "../../core/event.ts";
import { END_MOVED } from "./entries.ts";
import { auditStore } from "./queries.ts";

/** Each refusal is somebody else's act that got in, so only a rush of more than these at once runs out. */
const ATTEMPTS_MAX = 100;

/**
 * Commits what is audited together with its entries in the audit chain, and everything else as it is. If the chain has
 * moved on since its end was loaded, the same unit is made anew on the new end: no command needs to know.
 */
export function createAuditedCommit(
  load: Deps["load"],
  commit: (events: readonly DomainEvent[], end: ChainEnd | undefined) => Promise<ChainHeads>,
): Deps["commit"] {
  return (events) => {
    if (!events.some(({ by }) => isAudited(by))) return commit(events, undefined);
    return retryOnConflict(async () => {
      const [end] = await load(auditStore.end());
      return await commit(events, end);
    }, { constraint: END_MOVED, attemptsMax: ATTEMPTS_MAX });
  };
}
