import type { DeliveryId, EndpointId, EventId, MerchantNo } from "../id.ts";
import type { Machine } from "../machine.ts";
import type { Caller } from "../merchant/caller.ts";
import type { Query } from "../query.ts";
import type { Duration, Instant } from "../time.ts";
import type { Unit, UnitRows } from "../unit.ts";

export type DeliveryState = "due" | "delivered" | "exhausted" | "cancelled";
export type DeliverySignal = "delivered" | "failed" | "exhausted" | "cancelled" | "redelivered";

export const deliveryMachine: Machine<DeliveryState, DeliverySignal> = {
  due: { delivered: "delivered", failed: "due", exhausted: "exhausted", cancelled: "cancelled" },
  delivered: { redelivered: "due" },
  exhausted: { redelivered: "due" },
  cancelled: { redelivered: "due", delivered: "delivered" }, // It was on its way when it was cancelled.
};

/** One event on its way to one endpoint. */
export interface Delivery {
  readonly deliveryId: DeliveryId;
  readonly eventId: EventId;
  readonly endpointId: EndpointId;
  /** Who owns the endpoint: the event's merchant or one of its parents. */
  readonly merchantNo: MerchantNo;
  readonly subjectId: string;
  readonly state: DeliveryState;
  readonly attempts: number;
  /** On the owner's clock. A due delivery without it is waiting for an earlier one about the same subject. */
  readonly nextAttemptAt: Instant | undefined;
  readonly lastStatus: number | undefined;
  readonly lastAnswer: string | undefined;
  readonly lastError: string | undefined;
  readonly createdAt: Instant;
}

/** One attempt and what the receiver said, as shown to the endpoint's owner. */
export interface DeliveryAttempt {
  readonly deliveryId: DeliveryId;
  readonly number: number;
  readonly at: Instant;
  readonly tookMs: number;
  readonly status: number | undefined;
  readonly answer: string | undefined;
  readonly error: string | undefined;
}

/** A new delivery, as the fan-out decides it. */
export type NewDelivery = Pick<
  Delivery,
  "deliveryId" | "eventId" | "endpointId" | "merchantNo" | "subjectId"
>;

/** A delivery this dispatcher may send now: no other will until its lease ends. */
export interface ClaimedDelivery {
  readonly deliveryId: DeliveryId;
  readonly endpointId: EndpointId;
  readonly lease: string;
  readonly attempts: number;
  /** Failed attempts since it was created or redelivered: the position in the retry schedule. */
  readonly tries: number;
  /** How far the owner's clock is ahead of ours. */
  readonly clockOffset: Duration;
  readonly event: {
    readonly eventId: EventId;
    readonly type: string;
    readonly at: Instant;
    readonly sequence: number | undefined;
    readonly data: Readonly<Record<string, unknown>>;
  };
}

export interface Claim {
  readonly now: Instant;
  readonly leasedUntil: Instant;
  readonly lease: string;
  readonly max: number;
  /** How many may be in flight to one endpoint, including those of other dispatchers. */
  readonly perEndpoint: number;
}

/** The result of one attempt; times on the owner's clock. */
export interface AttemptOutcome {
  readonly delivery: ClaimedDelivery;
  readonly state: "delivered" | "due" | "exhausted";
  readonly nextAttemptAt: Instant | undefined;
  readonly at: Instant;
  readonly tookMs: number;
  readonly status: number | undefined;
  readonly answer: string | undefined;
  readonly error: string | undefined;
}

/** The state of an endpoint after some outcomes were recorded. */
export interface EndpointRun {
  readonly endpointId: EndpointId;
  readonly failingSince: Instant | undefined;
  readonly failuresInRow: number;
}

/** A write that has not been sent yet, with how to read its rows. */
export interface Write<T> {
  readonly unit: Unit;
  readonly read: (rows: UnitRows) => T;
}

export interface DeliveryStore {
  /** Only those to the caller's own endpoints. */
  ofEvent(caller: Caller, eventId: EventId): Query<readonly Delivery[]>;
  /** Their latest attempts, oldest first. */
  attemptsOfEvent(caller: Caller, eventId: EventId): Query<readonly DeliveryAttempt[]>;
  /** Row number of the last event that was fanned out. */
  fanOutPosition(): Query<number>;
  /** All the deliveries and the cursor's step from `from` to `to`, or nothing when another process took that step. */
  spread(step: {
    readonly deliveries: readonly NewDelivery[];
    readonly from: number;
    readonly to: number;
    readonly now: Instant;
  }): Unit;
  /** Leases what can be sent now, the oldest first. */
  claim(claim: Claim): Write<readonly ClaimedDelivery[]>;
  /** Ends all leases: nobody holds those that a copy of the database says are held. */
  endLeases(): Unit;
  /** Safe to send twice: an outcome counts only while its lease is still the delivery's. */
  record(
    outcomes: readonly AttemptOutcome[],
    now: Instant,
  ): Write<readonly EndpointRun[]>;
  /** Makes these due at once; what is already due keeps its place behind an earlier one. */
  redeliver(deliveryIds: readonly DeliveryId[], now: Instant): Unit;
  /** Adds deliveries that the fan-out did not make, due at once. */
  add(deliveries: readonly NewDelivery[], now: Instant): Unit;
}
