import type { EventId, MerchantNo } from "../id.ts";
import type { Instant } from "../time.ts";

/** One step in the life of a thing, as it was recorded. */
export interface SubjectEvent {
  /** Grows with every commit. */
  readonly seq: number;
  readonly eventId: EventId;
  readonly subjectId: string;
  readonly type: string;
  readonly version: number;
  /** Counts what merchants are told of the thing; undefined where they are told nothing. */
  readonly sequence: number | undefined;
  readonly merchantNo: MerchantNo | undefined;
  readonly at: Instant;
  /** Who made it happen, as `actorText` writes it. */
  readonly by: string;
  readonly data: Readonly<Record<string, unknown>>;
}
