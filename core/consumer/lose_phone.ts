import { byConsumer } from "../actor.ts";
import { loseAllDevices } from "../cardholder/lose_all_devices.ts";
import { tellChannel } from "../cardholder/tell_channel.ts";
import { retryOnConflict } from "../conflict.ts";
import { changeAllSuspensions } from "../contract/change_all_suspensions.ts";
import type { Deps } from "../deps.ts";
import { ok, rejected, type Result } from "../result.ts";
import { consumerOfSession } from "../session/consumer_of_session.ts";
import type { ClosedCharging } from "./close_charging.ts";

/**
 * A person has lost their phone. One commit suspends every contract of theirs and every card on a device, ends every
 * session but the one that says so, and forgets the browsers that were known; from then on nothing is signed, and no card
 * that they have bound is charged or added. Which device was lost nothing tells: each is found again by itself.
 */
export async function losePhone(
  deps: Deps,
  { session }: { readonly session: string },
): Promise<Result<ClosedCharging, { readonly code: "session_over" }>> {
  const here = await consumerOfSession(deps, session);
  if (!here) return rejected({ code: "session_over" });
  const { consumerId } = here.consumer;
  const by = byConsumer(consumerId);
  const lost = await retryOnConflict(async () => {
    const [found, contracts] = await deps.load(
      deps.consumers.byId(consumerId),
      deps.contracts.inForceOf(consumerId, deps.now()),
    );
    const consumer = found?.consumer ?? here.consumer;
    if (consumer.phoneLostAt !== undefined) return { contracts: 0, holders: [] };
    const steps = await changeAllSuspensions(deps, contracts, {
      change: { set: "phone_lost" },
      by,
    });
    const at = deps.now();
    const devices = await loseAllDevices(deps, { consumerId, at });
    const after = {
      ...consumer,
      phoneLostAt: at,
      phoneLosses: consumer.phoneLosses + 1,
      version: consumer.version + 1,
    };
    await deps.commit([...steps, ...devices.events, {
      // Last: its guard looks at the contracts as this commit leaves them.
      type: "consumer.phone_lost",
      consumer: after,
      kept: here.session.sessionId,
      contracts: steps.length,
      eventId: deps.newId("evt"),
      at,
      by,
    }]);
    return { contracts: steps.length, holders: devices.holders };
  });
  deps.nudge("deliver_webhooks");
  deps.nudge("tell_consumers");
  for (const holder of lost.holders) await tellChannel(deps, holder);
  return ok({ contracts: lost.contracts });
}
