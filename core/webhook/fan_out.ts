import type { Deps } from "../deps.ts";
import type { RecordedEvent } from "../event.ts";
import type { NewDelivery } from "./delivery.ts";
import type { Subscriber, Subscription } from "./endpoint_store.ts";
import { isWebhookType } from "./event_type.ts";

const EVENTS_MAX = 200;

/**
 * Creates one delivery per new event and subscribed endpoint; returns how many events it took. Deliveries and the
 * cursor are one unit, so a crash only repeats a step that was not committed.
 */
export async function fanOut(deps: Deps): Promise<number> {
  const [events, from] = await deps.load(
    deps.events.afterCursor(EVENTS_MAX),
    deps.deliveries.fanOutPosition(),
  );
  const last = events.at(-1);
  if (!last) return 0;
  const merchantNos = [...new Set(events.map((each) => each.merchantNo))];
  const [subscriptions] = await deps.load(deps.endpoints.subscriptions(merchantNos));
  const deliveries = decide(events, subscriptions, deps.newId);
  const step = { deliveries, from, to: last.seq, now: deps.now() };
  const verdict = await deps.write(deps.deliveries.spread(step));
  return verdict.type === "committed" ? events.length : 0;
}

/** Which endpoint gets which event, in the order of the events. */
export function decide(
  events: readonly RecordedEvent[],
  subscriptions: readonly Subscription[],
  newId: (prefix: "dlv") => NewDelivery["deliveryId"],
): readonly NewDelivery[] {
  return events.flatMap((event) =>
    subscriptions
      .filter(({ about, endpoint }) => about === event.merchantNo && wants(endpoint, event))
      .map(({ endpoint }) => ({
        deliveryId: newId("dlv"),
        eventId: event.eventId,
        endpointId: endpoint.endpointId,
        merchantNo: endpoint.merchantNo,
        subjectId: event.subjectId,
      }))
  );
}

/** Whether an endpoint of the event's merchant or its parents subscribes to it. */
export function wants(endpoint: Subscriber, event: RecordedEvent): boolean {
  if (endpoint.state !== "enabled" || !isWebhookType(event.type)) return false;
  // A test event's subject is the endpoint it tests.
  if (event.type === "endpoint.test") return endpoint.endpointId === event.subjectId;
  const { eventTypes, merchantNos } = endpoint;
  if (eventTypes.length > 0 && !eventTypes.includes(event.type)) return false;
  return merchantNos.length === 0 || merchantNos.includes(event.merchantNo);
}
