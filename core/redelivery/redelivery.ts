import type { DeliveryId, EndpointId, EventId, MerchantNo, RedeliveryId } from "../id.ts";
import type { Machine } from "../machine.ts";
import type { Instant } from "../time.ts";
import type { WebhookType } from "../webhook/event_type.ts";

export type RedeliveryState = "running" | "finished" | "stopped";
export type RedeliverySignal = "finished" | "stopped";

export const redeliveryMachine: Machine<RedeliveryState, RedeliverySignal> = {
  running: { finished: "finished", stopped: "stopped" },
  finished: {},
  stopped: {},
};

/** Which of an endpoint's webhooks are meant; never one that is still being tried. */
export interface RedeliveryRange {
  /** Of these types; empty = every type. */
  readonly eventTypes: readonly WebhookType[];
  /** When the event happened: then or later, and before. */
  readonly from: Instant;
  readonly to: Instant;
  /** `failed`: never delivered, in any round; `all`: also what was delivered. */
  readonly outcome: "failed" | "all";
}

/** A range of an endpoint's webhooks that is sent again, one after the other. */
export interface Redelivery {
  readonly redeliveryId: RedeliveryId;
  readonly endpointId: EndpointId;
  readonly merchantNo: MerchantNo;
  readonly range: RedeliveryRange;
  readonly state: RedeliveryState;
  /** Every event up to here was looked at. */
  readonly pastSeq: number;
  /** The last event that is. */
  readonly lastSeq: number;
  /** How many deliveries it has made. */
  readonly made: number;
  readonly createdAt: Instant;
  readonly endedAt: Instant | undefined;
  readonly version: number;
}

/** An event that was once sent to the endpoint, as the job looks at it. */
export interface Considered {
  readonly eventSeq: number;
  readonly eventId: EventId;
  readonly subjectId: string;
  readonly originalId: DeliveryId;
  /** The last round there was. */
  readonly round: number;
  /** Whether the range means it. */
  readonly wanted: boolean;
}

/** A redelivery after the signal. */
export function ended(redelivery: Redelivery, state: RedeliverySignal, at: Instant): Redelivery {
  return { ...redelivery, state, endedAt: at, version: redelivery.version + 1 };
}
