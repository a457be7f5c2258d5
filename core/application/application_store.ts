import type { ApplicationId, MerchantNo } from "../id.ts";
import type { Listing, Stretch } from "../listing.ts";
import type { Caller } from "../merchant/caller.ts";
import type { Query } from "../query.ts";
import type { Application } from "./application.ts";

/** Of each application the latest version. */
export interface ApplicationStore {
  ownById(caller: Caller, applicationId: ApplicationId): Query<Application | undefined>;
  byReference(caller: Caller, reference: string): Query<Application | undefined>;
  /** Of those that were filed at the desk. */
  filedByReference(reference: string): Query<Application | undefined>;
  list(caller: Caller, page: Listing<ApplicationId>): Query<readonly Application[]>;
  /** The same, filtered, for people. */
  search(
    caller: Caller,
    page: Listing<ApplicationId>,
    state: string | undefined,
  ): Stretch<Application>;
  /** By which this number was opened. */
  thatOpened(merchantNo: MerchantNo): Query<Application | undefined>;
  byId(applicationId: ApplicationId): Query<Application | undefined>;
  version(applicationId: ApplicationId, version: number): Query<Application | undefined>;
  /** Those to be decided, the oldest first. */
  waiting(max: number): Query<readonly Application[]>;
}
