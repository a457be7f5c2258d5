import { byCaller } from "../actor.ts";
import { retryOnConflict } from "../conflict.ts";
import type { Deps } from "../deps.ts";
import type { RecordedEvent } from "../event.ts";
import type { EndpointId, EventId } from "../id.ts";
import type { Caller, CallerRefusal } from "../merchant/caller.ts";
import { merchantNow } from "../merchant/merchant.ts";
import { ok, rejected, type Result } from "../result.ts";
import type { EndpointNotFound } from "./change_endpoint.ts";
import type { AskedDelivery, Delivery } from "./delivery.ts";
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
 * Sends an event once more under the same webhook-id, as a delivery of its own; the earlier ones stay as they are. Where
 * one is still being tried there is nothing to send again: its next attempt comes at once. Answers with the newest
 * delivery to each endpoint.
 */
export async function redeliver(
  deps: Deps,
  command: Redeliver,
): Promise<Result<readonly Delivery[], RedeliverRefusal>> {
  const { caller, eventId } = command;
  return await retryOnConflict(async () => {
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

    const now = deps.now();
    const due = deliveries.filter(({ state, endpointId }) =>
      state === "due" && chosen.value.includes(endpointId)
    );
    const stamp = { at: merchantNow(merchant, now), by: byCaller(caller) };
    await deps.commit(
      chosen.value
        .filter((endpointId) => !due.some((each) => each.endpointId === endpointId))
        .map((endpointId) => ({
          type: "delivery.requested",
          delivery: once({ event, endpointId, deliveries }, {
            deliveryId: deps.newId("dlv"),
            merchantNo: merchant.merchantNo,
          }),
          eventId: deps.newId("evt"),
          ...stamp,
        })),
    );
    await writeDeliveries(deps, [
      deps.deliveries.hasten(due.map((each) => each.deliveryId), now),
    ]);
    const [after] = await deps.load(deps.deliveries.ofEvent(caller, eventId));
    return ok(chosen.value.flatMap((endpointId) => newestTo(endpointId, after) ?? []));
  });
}

/** The delivery after all those that there were. */
function once(
  { event, endpointId, deliveries }: {
    readonly event: RecordedEvent;
    readonly endpointId: EndpointId;
    readonly deliveries: readonly Delivery[];
  },
  given: Pick<AskedDelivery, "deliveryId" | "merchantNo">,
): AskedDelivery {
  const before = deliveries.filter((each) => each.endpointId === endpointId);
  return {
    ...given,
    eventId: event.eventId,
    eventSeq: event.seq,
    endpointId,
    subjectId: event.subjectId,
    round: Math.max(0, ...before.map(({ round }) => round)) + 1,
    trigger: "manual",
    originalId: before.find(({ round }) => round === 1)?.deliveryId,
  };
}

function newestTo(endpointId: EndpointId, deliveries: readonly Delivery[]): Delivery | undefined {
  return deliveries.findLast((each) => each.endpointId === endpointId);
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
