import type { Deps } from "../deps.ts";
import type { RecordedEvent } from "../event.ts";
import type { DeliveryId } from "../id.ts";
import type { Caller } from "../merchant/caller.ts";
import type { Delivery, DeliveryAttempt } from "./delivery.ts";
import type { Endpoint } from "./endpoint.ts";
import { bodyOf, wasSent } from "./sent_body.ts";

export interface DeliveryView {
  readonly delivery: Delivery;
  readonly event: RecordedEvent;
  readonly endpoint: Endpoint;
  /** Of the same event to the same endpoint, the first one first; this one too. */
  readonly rounds: readonly Delivery[];
  /** Newest first. */
  readonly attempts: readonly DeliveryAttempt[];
  readonly body: string;
  /** Whether the signature that went with the newest attempt verifies over this very body; undefined before the first. */
  readonly proven: boolean | undefined;
}

/** A delivery to one of the caller's own endpoints, with all that was sent and answered. */
export async function viewDelivery(
  deps: Pick<Deps, "load" | "deliveries" | "events" | "endpoints">,
  caller: Caller,
  deliveryId: DeliveryId,
): Promise<DeliveryView | undefined> {
  const [rounds, attempts] = await deps.load(
    deps.deliveries.roundsOf(caller, deliveryId),
    deps.deliveries.attemptsOf(caller, deliveryId),
  );
  const delivery = rounds.find((each) => each.deliveryId === deliveryId);
  if (!delivery) return undefined;
  const [event, endpoint] = await deps.load(
    deps.events.visibleById(caller, delivery.eventId),
    deps.endpoints.byId(delivery.endpointId),
  );
  if (!event || !endpoint) return undefined;
  const body = bodyOf(event);
  const sent = attempts[0]?.sentHeaders;
  const proven = sent && await wasSent(body, sent, endpoint);
  return { delivery, event, endpoint, rounds, attempts, body, proven };
}
