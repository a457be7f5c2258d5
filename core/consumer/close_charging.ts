import { byConsumer } from "../actor.ts";
import { retryOnConflict } from "../conflict.ts";
import { changeAllSuspensions } from "../contract/change_all_suspensions.ts";
import type { Deps } from "../deps.ts";
import { tellOfCharging } from "../message/tell_of_charging.ts";
import { ok, rejected, type Result } from "../result.ts";
import { consumerOfSession } from "../session/consumer_of_session.ts";
import type { Consumer } from "./consumer.ts";

export interface ClosedCharging {
  readonly consumer: Consumer;
  /** False where it was so before. */
  readonly changed: boolean;
  /** How many contracts this suspended or gave one more reason. */
  readonly contracts: number;
}

/**
 * Closes password-free charging altogether: one commit suspends every contract of the person, however many, and from
 * then on none is signed. It takes no proof beyond the session, and repeating it changes nothing.
 */
export async function closeCharging(
  deps: Deps,
  { session, lang }: { readonly session: string; readonly lang: "zh" | "en" },
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
    if (consumer.chargingClosedAt !== undefined) return { consumer, changed: false, contracts: 0 };
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
    return { consumer: after, changed: true, contracts: steps.length };
  });
  deps.nudge("deliver_webhooks");
  if (closed.changed) {
    await tellOfCharging(deps, { consumer: closed.consumer, news: "charging_closed", lang });
  }
  return ok(closed);
}
