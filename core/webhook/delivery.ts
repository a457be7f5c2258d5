import type { DeliveryId, EndpointId, EventId, MerchantNo } from "../id.ts";
import type { Machine } from "../machine.ts";
import { days, type Duration, type Instant } from "../time.ts";
import type { Unit, UnitRows } from "../unit.ts";

export type DeliveryState = "due" | "delivered" | "exhausted" | "cancelled";
export type DeliverySignal = "delivered" | "failed" | "exhausted" | "cancelled";

export const deliveryMachine: Machine<DeliveryState, DeliverySignal> = {
  due: { delivered: "delivered", failed: "due", exhausted: "exhausted", cancelled: "cancelled" },
  delivered: {},
  exhausted: {},
  cancelled: { delivered: "delivered" }, // It was on its way when it was cancelled.
};

/** By itself when the event happened, by somebody's wish, or with a range that is sent again. */
export type DeliveryTrigger = "automatic" | "manual" | "range";

/** One event on its way to one endpoint, for the first time or once more. */
export interface Delivery {
  readonly deliveryId: DeliveryId;
  readonly eventId: EventId;
  readonly endpointId: EndpointId;
  /** Who owns the endpoint: the event's merchant or one of its parents. */
  readonly merchantNo: MerchantNo;
  readonly subjectId: string;
  /** 1, and for each redelivery of the event to this endpoint one more. */
  readonly round: number;
  readonly trigger: DeliveryTrigger;
  /** Of a redelivery: the first delivery of the event to this endpoint. */
  readonly originalId: DeliveryId | undefined;
  readonly state: DeliveryState;
  readonly attempts: number;
  /** On the owner's clock. A due delivery without it is waiting for an earlier one about the same subject. */
  readonly nextAttemptAt: Instant | undefined;
  readonly lastStatus: number | undefined;
  readonly lastAnswer: string | undefined;
  readonly lastError: string | undefined;
  readonly createdAt: Instant;
}

export type Headers = Readonly<Record<string, string>>;

/** What was sent and what came back; the body that was sent is the event's. */
export interface Exchange {
  readonly at: Instant;
  readonly tookMs: number;
  readonly sentHeaders: Headers | undefined;
  readonly status: number | undefined;
  readonly answerHeaders: Headers | undefined;
  /** The beginning of the answer's body, as text. */
  readonly answer: string | undefined;
  /** How much of a body was read, in bytes. */
  readonly answerBytes: number | undefined;
  readonly error: string | undefined;
}

/** One attempt and what the receiver said, as shown to the endpoint's owner. Kept for `ATTEMPTS_KEPT`. */
export interface DeliveryAttempt extends Exchange {
  readonly deliveryId: DeliveryId;
  readonly number: number;
  /** What it made of the delivery. */
  readonly state: AttemptOutcome["state"];
  readonly nextAttemptAt: Instant | undefined;
}

/** The first delivery of an event to an endpoint. */
export type NewDelivery = Pick<
  Delivery,
  "deliveryId" | "eventId" | "endpointId" | "merchantNo" | "subjectId"
>;

/** An event that is sent to an endpoint once more, or for the first time though it happened long ago. */
export type AskedDelivery =
  & NewDelivery
  & Pick<Delivery, "round" | "trigger" | "originalId">
  & { readonly eventSeq: number };

/** A delivery this dispatcher may send now: no other will until its lease ends. */
export interface ClaimedDelivery {
  readonly deliveryId: DeliveryId;
  readonly endpointId: EndpointId;
  readonly lease: string;
  readonly trigger: DeliveryTrigger;
  /** Before this one: the position in the retry schedule. */
  readonly attempts: number;
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
  /** The same for what belongs to a range that is sent again, and how many of it to all endpoints together. */
  readonly latePerEndpoint: number;
  readonly lateMax: number;
}

/** The result of one attempt; times on the owner's clock. */
export interface AttemptOutcome extends Exchange {
  readonly delivery: ClaimedDelivery;
  readonly state: "delivered" | "due" | "exhausted";
  readonly nextAttemptAt: Instant | undefined;
}

/** How long what was sent and answered is kept, from when the delivery was made; the last attempt comes within twelve days. */
export const ATTEMPTS_KEPT: Duration = days(30);

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
