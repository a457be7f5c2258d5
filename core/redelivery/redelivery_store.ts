import type { EndpointId, RedeliveryId } from "../id.ts";
import type { Caller } from "../merchant/caller.ts";
import type { Query } from "../query.ts";
import type { Instant } from "../time.ts";
import type { Unit } from "../unit.ts";
import type { AskedDelivery } from "../webhook/delivery.ts";
import type { Considered, Redelivery, RedeliveryRange } from "./redelivery.ts";

/** Numbers of an event before all that may be in a range, and of one after them or the last of them. */
export interface Bounds {
  readonly pastSeq: number;
  readonly lastSeq: number;
}

/** How many, counted no further than `COUNTED_MAX`. */
export interface Progress {
  readonly due: number;
  readonly delivered: number;
  readonly exhausted: number;
  readonly cancelled: number;
}

/** Counts end here, and are then shown as `10,000+`. */
export const COUNTED_MAX = 10_000;

export interface Counted {
  readonly count: number;
  /** There may be more: not everything was looked at. */
  readonly more: boolean;
}

/** What waits to be sent. */
export interface Left {
  readonly ready: number;
  readonly untried: number;
}

export interface RedeliveryStore {
  ownById(caller: Caller, redeliveryId: RedeliveryId): Query<Redelivery | undefined>;
  /** The newest, whatever became of them. */
  list(caller: Caller, max: number): Query<readonly Redelivery[]>;
  runningTo(endpointId: EndpointId): Query<Redelivery | undefined>;
  running(max: number): Query<readonly Redelivery[]>;
  /** Of events that were made within these times of our clock; everything where there are none. */
  bounds(made: { readonly from: Instant; readonly to: Instant } | undefined): Query<Bounds>;
  /** How many a range means now. */
  count(endpointId: EndpointId, range: RedeliveryRange, bounds: Bounds): Query<Counted>;
  /** The next of its endpoint's events, in their order. */
  next(redelivery: Redelivery, max: number): Query<readonly Considered[]>;
  /**
   * How many of what it made were not sent yet, and how many of its endpoint's could be sent at `now` of its owner's
   * clock; each up to its `max`.
   */
  left(redelivery: Redelivery, now: Instant, max: Left): Query<Left>;
  progress(redeliveryId: RedeliveryId): Query<Progress>;
  /** These deliveries and the step to `to`; nothing when another process took it or the redelivery has ended. */
  step(redelivery: Redelivery, step: {
    readonly deliveries: readonly AskedDelivery[];
    readonly to: number;
    /** On the owner's clock. */
    readonly at: Instant;
  }): Unit;
}
