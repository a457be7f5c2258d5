import type { AttemptId, DeliveryId, EndpointId, EventId, MerchantNo } from "../id.ts";
import type { Filters } from "../listing.ts";
import type { Instant } from "../time.ts";
import type { DeliveryAttempt, DeliveryTrigger } from "./delivery.ts";

/** An attempt as a list shows it; what was sent and answered is on the delivery's own page. */
export interface AttemptRow {
  readonly attemptId: AttemptId;
  readonly deliveryId: DeliveryId;
  readonly number: number;
  readonly eventId: EventId;
  readonly eventType: string;
  /** Whose event it is: the endpoint's owner, or one below it. */
  readonly about: MerchantNo;
  readonly endpointId: EndpointId;
  readonly url: string;
  readonly trigger: DeliveryTrigger;
  readonly state: DeliveryAttempt["state"];
  readonly status: number | undefined;
  readonly error: string | undefined;
  readonly tookMs: number;
  readonly at: Instant;
  readonly nextAttemptAt: Instant | undefined;
}

/** What the receiver answered with, by its first digit, or that nothing came. */
export const statusClasses = ["2xx", "3xx", "4xx", "5xx", "none"] as const;
export type StatusClass = (typeof statusClasses)[number];

export type AttemptFilters = Filters<"endpoint_id" | "event_type"> & {
  readonly outcome?: "delivered" | "failed" | undefined;
  readonly status?: StatusClass | undefined;
};
