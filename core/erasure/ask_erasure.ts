import { byConsumer } from "../actor.ts";
import { retryOnConflict } from "../conflict.ts";
import type { Consumer } from "../consumer/consumer.ts";
import { isProven } from "../consumer/lost_phone.ts";
import type { Deps } from "../deps.ts";
import type { ConsumerId } from "../id.ts";
import { ok, rejected, type Result } from "../result.ts";
import type { ConsumerHere } from "../session/consumer_of_session.ts";

export type ErasureRefusal = { readonly code: "session_not_fresh" };

/** From now on what is open ends; once nothing is, they are forgotten. Asked again it changes nothing. */
export async function askErasure(
  deps: Deps,
  here: Pick<ConsumerHere, "consumer" | "session">,
): Promise<Result<undefined, ErasureRefusal>> {
  if (!isProven(here, deps.now())) return rejected({ code: "session_not_fresh" });
  const { consumerId } = here.consumer;
  await retryOnConflict(async () => {
    const [found, waiting] = await load(deps, consumerId);
    if (!found || waiting) return;
    await deps.commit([{ type: "consumer.erasure_asked", ...step(deps, found.consumer) }]);
    deps.nudge("tell_consumers");
  });
  return ok(undefined);
}

/** Until it is done; what has ended by then stays so. */
export async function cancelErasure(deps: Deps, consumerId: ConsumerId): Promise<void> {
  await retryOnConflict(async () => {
    const [found, waiting] = await load(deps, consumerId);
    if (!found || !waiting) return;
    await deps.commit([{ type: "consumer.erasure_cancelled", ...step(deps, found.consumer) }]);
  });
}

function load(deps: Deps, consumerId: ConsumerId) {
  return deps.load(deps.consumers.byId(consumerId), deps.erasures.waiting(consumerId));
}

function step(deps: Deps, consumer: Consumer) {
  return {
    consumer: { ...consumer, version: consumer.version + 1 },
    eventId: deps.newId("evt"),
    at: deps.now(),
    by: byConsumer(consumer.consumerId),
  };
}
