import { byConsumer } from "../actor.ts";
import { retryOnConflict } from "../conflict.ts";
import type { Deps } from "../deps.ts";
import type { Consumer } from "../consumer/consumer.ts";
import type { ConsumerId } from "../id.ts";
import { ok, rejected, type Result } from "../result.ts";
import { sameText } from "../same_text.ts";
import { cancelKey } from "./cancel_key.ts";
import type { CancelledBy, RecoveryId, WaitingRecovery } from "./recovery.ts";

export type CancelRefusal = { readonly code: "recovery_not_waiting" };

/** By whoever has the message, in any browser: signed in or not. */
export async function cancelByLink(
  deps: Deps,
  { recoveryId, key }: { readonly recoveryId: RecoveryId; readonly key: string },
): Promise<Result<undefined, CancelRefusal>> {
  if (!sameText(key, await cancelKey(deps.vault, recoveryId))) {
    return rejected({ code: "recovery_not_waiting" });
  }
  return await cancelRecovery(deps, () => deps.recoveries.byId(recoveryId), "link");
}

export function cancelByOwner(
  deps: Deps,
  consumerId: ConsumerId,
): Promise<Result<undefined, CancelRefusal>> {
  return cancelRecovery(deps, () => deps.recoveries.waiting(consumerId), "session");
}

/** Of a cancellation and the end of the day, one comes first: the other finds nothing waiting. */
export function cancelRecovery(
  deps: Deps,
  waiting: () => ReturnType<Deps["recoveries"]["waiting"]>,
  endedBy: CancelledBy,
): Promise<Result<undefined, CancelRefusal>> {
  return retryOnConflict(async () => {
    const [recovery] = await deps.load(waiting());
    if (!recovery) return rejected({ code: "recovery_not_waiting" });
    const [found] = await deps.load(deps.consumers.byId(recovery.consumerId));
    if (!found) return rejected({ code: "recovery_not_waiting" });
    await deps.commit([{
      type: "consumer.recovery_cancelled",
      ...stepOf(deps, found.consumer, recovery),
      endedBy,
      by: endedBy === "clock" ? { type: "clock" } : byConsumer(recovery.consumerId),
    }]);
    deps.nudge("tell_consumers");
    return ok(undefined);
  });
}

/** What every step of a recovery says. */
export function stepOf(deps: Deps, consumer: Consumer, recovery: WaitingRecovery) {
  return {
    consumer: { ...consumer, version: consumer.version + 1 },
    recovery,
    eventId: deps.newId("evt"),
    at: deps.now(),
  };
}
