import { byConsumer } from "../actor.ts";
import { retryOnConflict } from "../conflict.ts";
import { changeAllSuspensions } from "../contract/change_all_suspensions.ts";
import type { Deps } from "../deps.ts";
import { ok, rejected, type Result } from "../result.ts";
import { consumerOfSession } from "../session/consumer_of_session.ts";

export interface ClosedCharging {
  /** How many contracts this suspended or gave one more reason. */
  readonly contracts: number;
}

/**
 * Closes password-free charging altogether: one commit suspends every contract of the person, however many, and from
 * then on none is signed. It takes no proof beyond the session, and repeating it changes nothing.
 */
export async function closeCharging(
  deps: Deps,
  { session }: { readonly session: string },
): Promise<Result<ClosedCharging, { readonly code: "session_over" }>> {
  const here = await consumerOfSession(deps, session);
  if (!here) return rejected({ code: "session_over" });
  const { consumerId } = here.consumer;
  const by = byConsumer(consumerId);
  const closed = await retryOnConflict(async () => {
    const [found, contracts] = await deps.load(
      deps.consumers.byId(consumerId),
      deps.contracts.inForceOf(consumerId, deps.now()),
    );
    const consumer = found?.consumer ?? here.consumer;
    if (consumer.chargingClosedAt !== undefined) return { contracts: 0 };
    const steps = await changeAllSuspensions(deps, contracts, {
      change: { set: "charging_closed" },
      by,
    });
    const at = deps.now();
    const after = { ...consumer, chargingClosedAt: at, version: consumer.version + 1 };
    await deps.commit([...steps, {
      // Last: its guard looks at the contracts as this commit leaves them.
      type: "consumer.charging_closed",
      consumer: after,
      contracts: steps.length,
      eventId: deps.newId("evt"),
      at,
      by,
    }]);
    return { contracts: steps.length };
  });
  deps.nudge("deliver_webhooks");
  deps.nudge("tell_consumers");
  return ok(closed);
}
