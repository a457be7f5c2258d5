import type { Deps } from "../deps.ts";
import type { RecordedEvent } from "../event.ts";
import type { EndpointId, EventId } from "../id.ts";
import type { Caller, CallerRefusal } from "../merchant/caller.ts";
import { ok, rejected, type Result } from "../result.ts";
import type { EndpointNotFound } from "./change_endpoint.ts";
import type { Delivery, NewDelivery } from "./delivery.ts";
import type { Endpoint } from "./endpoint.ts";
import { wants } from "./fan_out.ts";
import type { EndpointDisabled } from "./send_test_event.ts";
import { writeDeliveries } from "./write_deliveries.ts";

export type EventNotFound = { readonly code: "event_not_found"; readonly event_id: string };

export interface Redeliver {
  readonly caller: Caller;
  readonly eventId: EventId;
  /** Absent = every enabled endpoint that got it or subscribes to its type. */
  readonly endpointId: EndpointId | undefined;
}

export type RedeliverRefusal = CallerRefusal | EventNotFound | EndpointNotFound | EndpointDisabled;

/**
 * Resends an event under the same webhook-id: new attempts on the old delivery, or a first delivery where there was
 * none.
 */
export async function redeliver(
  deps: Deps,
  command: Redeliver,
): Promise<Result<readonly Delivery[], RedeliverRefusal>> {
  const { caller, eventId } = command;
  const [merchant, event, endpoints, deliveries] = await deps.load(
    deps.merchants.calling(caller),
    deps.events.visibleById(caller, eventId),
    deps.endpoints.list(caller),
    deps.deliveries.ofEvent(caller, eventId),
  );
  if (!merchant) return rejected({ code: "key_unknown" });
  if (!event) return rejected({ code: "event_not_found", event_id: eventId });
  const chosen = choose(command, event, { endpoints, deliveries });
  if (!chosen.ok) return chosen;

  const again = deliveries.filter((each) => chosen.value.includes(each.endpointId));
  const fresh = chosen.value
    .filter((endpointId) => !again.some((each) => each.endpointId === endpointId))
    .map((endpointId): NewDelivery => ({
      deliveryId: deps.newId("dlv"),
      eventId,
      endpointId,
      merchantNo: merchant.merchantNo,
      subjectId: event.subjectId,
    }));
  const now = deps.now();
  await writeDeliveries(deps, [
    deps.deliveries.redeliver(again.map((each) => each.deliveryId), now),
    deps.deliveries.add(fresh, now),
  ]);
  const [after] = await deps.load(deps.deliveries.ofEvent(caller, eventId));
  return ok(after.filter((each) => chosen.value.includes(each.endpointId)));
}

/** Which endpoints it goes to. */
function choose(
  { endpointId }: Pick<Redeliver, "endpointId">,
  event: RecordedEvent,
  facts: {
    readonly endpoints: readonly Endpoint[];
    readonly deliveries: readonly Delivery[];
  },
): Result<readonly EndpointId[], EndpointNotFound | EndpointDisabled> {
  if (endpointId !== undefined) {
    const endpoint = facts.endpoints.find((each) => each.endpointId === endpointId);
    if (!endpoint) return rejected({ code: "endpoint_not_found", endpoint_id: endpointId });
    if (endpoint.state !== "enabled") {
      return rejected({ code: "endpoint_disabled", endpoint_id: endpointId });
    }
    return ok([endpointId]);
  }
  const had = new Set(facts.deliveries.map((each) => each.endpointId));
  return ok(
    facts.endpoints
      .filter((each) => each.state === "enabled")
      .filter((each) => had.has(each.endpointId) || wants(each, event))
      .map((each) => each.endpointId),
  );
}
