import type { AppApplicationId, AppId, MerchantNo } from "../id.ts";
import type { Machine } from "../machine.ts";
import type { Instant } from "../time.ts";
import type { AppTerms } from "./app.ts";

export type AppApplicationState = "submitted" | "approved" | "rejected";

/** Of one version; after a rejection the next submission is the next version. */
export const appApplicationMachine = {
  submitted: { approved: "approved", rejected: "rejected" },
  approved: {},
  rejected: {},
} as const satisfies Machine<AppApplicationState, "approved" | "rejected">;

/** What a merchant number applies for that wants an app id of its own. */
export interface AppForm extends AppTerms {
  /** The applicant's own name for it; with the merchant number the natural key. */
  readonly reference: string;
}

/** One version of it. */
export interface AppApplication extends AppForm {
  readonly applicationId: AppApplicationId;
  readonly version: number;
  readonly merchantNo: MerchantNo;
  readonly state: AppApplicationState;
  readonly rejectionReason: string | undefined;
  /** What an approval granted. */
  readonly appId: AppId | undefined;
  readonly submittedAt: Instant;
  readonly decidedAt: Instant | undefined;
}
