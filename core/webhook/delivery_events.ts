import type { EventSpecs } from "../event_spec.ts";
import type { AskedDelivery } from "./delivery.ts";

/** Somebody wants an event to be sent once more. */
export interface DeliveryEvent {
  readonly type: "delivery.requested";
  readonly delivery: AskedDelivery;
}

export const deliveryEvents = {
  "delivery.requested": {
    subject: ({ delivery: { deliveryId, merchantNo } }) => ({
      subjectId: deliveryId,
      version: 1,
      merchantNo,
    }),
    data: ({ delivery }) => ({
      delivery_id: delivery.deliveryId,
      event_id: delivery.eventId,
      endpoint_id: delivery.endpointId,
      round: delivery.round,
      original_id: delivery.originalId ?? null,
    }),
    holds: ({ delivery: { endpointId, eventSeq } }) => ({
      endpoint_enabled: endpointId,
      not_on_its_way: { endpointId, eventSeq },
    }),
  },
} satisfies EventSpecs<DeliveryEvent>;
