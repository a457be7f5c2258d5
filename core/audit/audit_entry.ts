import type { MerchantNo } from "../id.ts";
import type { BusinessDay, Instant } from "../time.ts";

/** One act of the chain: an event and its number there. */
export interface AuditEntry {
  readonly entry: number;
  readonly type: string;
  readonly subjectId: string;
  readonly merchantNo: MerchantNo | undefined;
  readonly at: Instant;
  /** Who did it, as `actorText` writes it. */
  readonly by: string;
  readonly data: Readonly<Record<string, unknown>>;
}

export interface AuditFilter {
  /** Only what staff of this merchant number did; undefined for all. */
  readonly place: MerchantNo | undefined;
  /** As `actorText` writes it. */
  readonly by: string | undefined;
  readonly type: string | undefined;
  readonly day: BusinessDay | undefined;
}

export interface AuditPage extends AuditFilter {
  /** Only entries with a smaller number. */
  readonly before: number | undefined;
  readonly max: number;
}
