import type { MerchantNo } from "./id.ts";
import type { Instant } from "./time.ts";

/** What happened, when, and by whom, as it was recorded. */
export interface RecordedStep {
  readonly type: string;
  readonly merchantNo: MerchantNo | undefined;
  readonly at: Instant;
  /** Who made it happen, as `actorText` writes it. */
  readonly by: string;
  readonly data: Readonly<Record<string, unknown>>;
}
