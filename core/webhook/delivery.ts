import type { DeliveryId, EndpointId, EventId, MerchantNo } from "../id.ts";
import type { Machine } from "../machine.ts";
import type { Query } from "../query.ts";
import type { Instant } from "../time.ts";

export type DeliveryState = "due" | "delivered" | "exhausted" | "cancelled";
export type DeliverySignal = "delivered" | "failed" | "exhausted" | "cancelled" | "redelivered";

export const deliveryMachine: Machine<DeliveryState, DeliverySignal> = {
  due: { delivered: "delivered", failed: "due", exhausted: "exhausted", cancelled: "cancelled" },
  delivered: { redelivered: "due" },
  exhausted: { redelivered: "due" },
  cancelled: { redelivered: "due" },
};

/** One event on its way to one endpoint. */
export interface Delivery {
  readonly deliveryId: DeliveryId;
  readonly eventId: EventId;
  readonly endpointId: EndpointId;
  readonly merchantNo: MerchantNo;
  readonly subjectId: string;
  readonly state: DeliveryState;
  readonly attempts: number;
  readonly nextAttemptAt: Instant | undefined;
  readonly lastStatus: number | undefined;
  readonly lastAnswer: string | undefined;
  readonly lastError: string | undefined;
  readonly createdAt: Instant;
}

export interface DeliveryStore {
  ofEvent(eventId: EventId): Query<readonly Delivery[]>;
}
