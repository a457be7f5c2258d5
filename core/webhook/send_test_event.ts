import { byCaller } from "../actor.ts";
import { retryOnConflict } from "../conflict.ts";
import type { Deps } from "../deps.ts";
import type { DomainEvent } from "../event.ts";
import type { EndpointId } from "../id.ts";
import type { Caller, CallerRefusal } from "../merchant/caller.ts";
import { merchantNow } from "../merchant/merchant.ts";
import { ok, rejected, type Result } from "../result.ts";
import type { EndpointNotFound } from "./change_endpoint.ts";
import type { Delivery, NewDelivery } from "./delivery.ts";
import type { Endpoint } from "./endpoint.ts";
import type { WebhookType } from "./event_type.ts";
import { writeDeliveries } from "./write_deliveries.ts";

export type EndpointDisabled = {
  readonly code: "endpoint_disabled";
  readonly endpoint_id: EndpointId;
};

export interface SendTest {
  readonly caller: Caller;
  readonly endpointId: EndpointId;
  /** Included in the webhook, so that a receiver can test one of its branches. */
  readonly sample: WebhookType;
}

export type SendTestRefusal = CallerRefusal | EndpointNotFound | EndpointDisabled;

/** Sends an `endpoint.test` webhook to this endpoint only. */
export async function sendTestEvent(
  deps: Deps,
  command: SendTest,
): Promise<Result<Delivery, SendTestRefusal>> {
  const tested = await retryOnConflict(() => commitTest(deps, command));
  if (!tested.ok) return tested;

  // The fan-out would create it a moment later; created here, the response can name it.
  const { eventId, endpoint } = tested.value;
  const delivery: NewDelivery = {
    deliveryId: deps.newId("dlv"),
    eventId,
    endpointId: endpoint.endpointId,
    merchantNo: endpoint.merchantNo,
    subjectId: endpoint.endpointId,
  };
  await writeDeliveries(deps, [deps.deliveries.add([delivery], deps.now())]);
  const [[made]] = await deps.load(deps.deliveries.ofEvent(command.caller, eventId));
  if (!made) return rejected({ code: "endpoint_disabled", endpoint_id: endpoint.endpointId });
  return ok(made);
}

type Tested = { readonly eventId: DomainEvent["eventId"]; readonly endpoint: Endpoint };

async function commitTest(
  deps: Deps,
  { caller, endpointId, sample }: SendTest,
): Promise<Result<Tested, SendTestRefusal>> {
  const [merchant, endpoint] = await deps.load(
    deps.merchants.calling(caller),
    deps.endpoints.ownById(caller, endpointId),
  );
  if (!merchant) return rejected({ code: "key_unknown" });
  if (!endpoint) return rejected({ code: "endpoint_not_found", endpoint_id: endpointId });
  if (endpoint.state !== "enabled") {
    return rejected({ code: "endpoint_disabled", endpoint_id: endpointId });
  }
  const eventId = deps.newId("evt");
  const tested = { ...endpoint, version: endpoint.version + 1 };
  const at = merchantNow(merchant, deps.now());
  const by = byCaller(caller);
  await deps.commit([{ type: "endpoint.test", endpoint: tested, sample, eventId, at, by }]);
  return ok({ eventId, endpoint: tested });
}
