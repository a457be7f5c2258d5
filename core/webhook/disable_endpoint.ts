import { byClock } from "../actor.ts";
import { retryOnConflict } from "../conflict.ts";
import type { Deps } from "../deps.ts";
import type { EndpointId } from "../id.ts";
import { merchantNow } from "../merchant/merchant.ts";
import type { DisabledReason } from "./endpoint.ts";

/**
 * Disables an endpoint; its owner is notified at every other endpoint. Deliveries still due to it are cancelled: the
 * events list keeps everything, and a redelivery sends it again.
 */
export function disableEndpoint(
  deps: Deps,
  endpointId: EndpointId,
  reason: Exclude<DisabledReason, "merchant">,
): Promise<void> {
  return retryOnConflict(async () => {
    const [endpoint, owner] = await deps.load(
      deps.endpoints.byId(endpointId),
      deps.endpoints.owner(endpointId),
    );
    if (endpoint?.state !== "enabled" || !owner) return;
    await deps.commit([{
      type: "endpoint.disabled",
      eventId: deps.newId("evt"),
      at: merchantNow(owner, deps.now()),
      by: byClock,
      endpoint: {
        ...endpoint,
        state: "disabled",
        disabledReason: reason,
        version: endpoint.version + 1,
      },
    }]);
    deps.log.warn("webhook endpoint disabled", { endpoint_id: endpointId, reason });
    deps.nudge("deliver_webhooks");
  });
}
