import { retryOnConflict } from "../conflict.ts";
import type { Deps } from "../deps.ts";
import type { EndpointId } from "../id.ts";
import { merchantNow } from "../merchant/merchant.ts";
import type { DisabledReason } from "./endpoint.ts";

/**
 * Switches an endpoint off for its owner, who is told at every other endpoint. What was still due there is cancelled:
 * the events list keeps everything, and a redelivery brings it back.
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
