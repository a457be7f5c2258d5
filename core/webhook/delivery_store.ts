import type { DeliveryId, EventId } from "../id.ts";
import type { Listing, Stretch } from "../listing.ts";
import type { Caller } from "../merchant/caller.ts";
import type { Query } from "../query.ts";
import type { Instant } from "../time.ts";
import type { Unit } from "../unit.ts";
import type { AttemptFilters, AttemptRow } from "./attempt_row.ts";
import type {
  AttemptOutcome,
  Claim,
  ClaimedDelivery,
  Delivery,
  DeliveryAttempt,
  EndpointRun,
  NewDelivery,
  Write,
} from "./delivery.ts";

export interface DeliveryStore {
  /** Only those to the caller's own endpoints. */
  ofEvent(caller: Caller, eventId: EventId): Query<readonly Delivery[]>;
  /** Their latest attempts, oldest first. */
  attemptsOfEvent(caller: Caller, eventId: EventId): Query<readonly DeliveryAttempt[]>;
  /** All deliveries of the same event to the same endpoint, by round; none if that is not the caller's own. */
  roundsOf(caller: Caller, deliveryId: DeliveryId): Query<readonly Delivery[]>;
  /** Newest first. */
  attemptsOf(caller: Caller, deliveryId: DeliveryId): Query<readonly DeliveryAttempt[]>;
  /** Attempts at the caller's own endpoints. */
  searchAttempts(caller: Caller, page: Listing, filters: AttemptFilters): Stretch<AttemptRow>;
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
  /** Tries these again at once if they are due; what waits behind an earlier one keeps its place. */
  hasten(deliveryIds: readonly DeliveryId[], now: Instant): Unit;
  /** Whether there are attempts at deliveries that were made before this one. */
  anyAttemptBefore(deliveryId: DeliveryId): Query<boolean>;
  /** Forgets the attempts at the first `max` of them, and how long those took that are not drawn any more. */
  forgetAttempts(before: DeliveryId, max: number, now: Instant): Unit;
  /** Adds deliveries that the fan-out did not make, due at once. */
  add(deliveries: readonly NewDelivery[], now: Instant): Unit;
}
