import { rfc3339 } from "../time.ts";
import type { Delivery, DeliveryAttempt } from "./delivery.ts";

/** The delivery as the API shows it. */
export function deliveryResource(delivery: Delivery) {
  const { nextAttemptAt } = delivery;
  return {
    delivery_id: delivery.deliveryId,
    event_id: delivery.eventId,
    endpoint_id: delivery.endpointId,
    state: delivery.state,
    trigger: delivery.trigger,
    original_id: delivery.originalId ?? null,
    attempts: delivery.attempts,
    next_attempt_at: nextAttemptAt === undefined ? null : rfc3339(nextAttemptAt),
    last_status: delivery.lastStatus ?? null,
    last_answer: delivery.lastAnswer ?? null,
    last_error: delivery.lastError ?? null,
    created_at: rfc3339(delivery.createdAt),
  };
}

/** With its latest attempts, oldest first. */
export function deliveryWithHistory(delivery: Delivery, attempts: readonly DeliveryAttempt[]) {
  return {
    ...deliveryResource(delivery),
    history: attempts
      .filter((each) => each.deliveryId === delivery.deliveryId)
      .map(({ number, at, tookMs, status, answer, error }) => ({
        number,
        at: rfc3339(at),
        took_ms: tookMs,
        status: status ?? null,
        answer: answer ?? null,
        error: error ?? null,
      })),
  };
}
