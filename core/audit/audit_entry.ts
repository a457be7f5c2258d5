import type { MerchantNo } from "../id.ts";
import type { RecordedStep } from "../recorded_step.ts";
import type { BusinessDay } from "../time.ts";

/** One act of the chain: an event and its number there. */
export interface AuditEntry extends RecordedStep {
  readonly entry: number;
  readonly subjectId: string;
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
