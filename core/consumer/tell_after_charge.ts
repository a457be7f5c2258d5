import { byConsumer } from "../actor.ts";
import { retryOnConflict } from "../conflict.ts";
import type { Deps } from "../deps.ts";
import type { ConsumerId } from "../id.ts";
import { ok, rejected, type Result } from "../result.ts";
import type { Consumer } from "./consumer.ts";

export type ConsumerNotFound = { readonly code: "consumer_not_found" };

/** Turns a consumer's messages after charges on or off: any consumer may do so. */
export function tellAfterCharge(
  deps: Deps,
  { consumerId, wanted }: { readonly consumerId: ConsumerId; readonly wanted: boolean },
): Promise<Result<Consumer, ConsumerNotFound>> {
  return retryOnConflict(async () => {
    const [found] = await deps.load(deps.consumers.byId(consumerId));
    if (!found) return rejected({ code: "consumer_not_found" });
    const { consumer } = found;
    if (consumer.tellAfterCharge === wanted) return ok(consumer);

    const changed = { ...consumer, tellAfterCharge: wanted, version: consumer.version + 1 };
    await deps.commit([{
      type: "consumer.changed",
      consumer: changed,
      eventId: deps.newId("evt"),
      at: deps.now(),
      by: byConsumer(consumerId),
    }]);
    return ok(changed);
  });
}
