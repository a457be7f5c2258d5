import type { AppApplicationId, MerchantNo } from "../id.ts";
import type { Caller } from "../merchant/caller.ts";
import type { Query } from "../query.ts";
import type { App } from "./app.ts";
import type { AppApplication } from "./app_application.ts";

/** Of each application the latest version. */
export interface AppApplicationStore {
  ownById(caller: Caller, applicationId: AppApplicationId): Query<AppApplication | undefined>;
  byReference(caller: Caller, reference: string): Query<AppApplication | undefined>;
  /** The one that waits for a decision. */
  waiting(caller: Caller): Query<AppApplication | undefined>;
  /** The app id of the caller's own, if it was ever granted one. */
  granted(caller: Caller): Query<App | undefined>;
  grantedTo(merchantNo: MerchantNo): Query<App | undefined>;
  byId(applicationId: AppApplicationId): Query<AppApplication | undefined>;
  version(
    applicationId: AppApplicationId,
    version: number,
  ): Query<AppApplication | undefined>;
}
