import type { MerchantNo } from "../id.ts";
import type { Instant } from "../time.ts";

/** One step in the life of a thing, as it was recorded. */
export interface SubjectEvent {
  readonly eventId: string;
  readonly type: string;
  readonly version: number;
  readonly merchantNo: MerchantNo | undefined;
  readonly at: Instant;
  /** Who made it happen, as `actorText` writes it. */
  readonly by: string;
  readonly data: Readonly<Record<string, unknown>>;
}
