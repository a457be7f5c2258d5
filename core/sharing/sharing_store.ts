import type { AgreementId, MerchantNo } from "../id.ts";
import type { Caller } from "../merchant/caller.ts";
import type { Query } from "../query.ts";
import type { Instant } from "../time.ts";
import type { SharingAgreement } from "./sharing_agreement.ts";

export interface ActingFor {
  readonly agreement: SharingAgreement | undefined;
}

export interface SharingStore {
  byId(agreementId: AgreementId): Query<SharingAgreement | undefined>;
  /**
   * Whether `child` is below the caller, with the agreement that is in force today under which the caller may do most
   * for it.
   */
  acting(caller: Caller, child: MerchantNo, now: Instant): Query<ActingFor | undefined>;
  /** Its own with those below it, and those above it that cover it; the last to end first. */
  concerning(merchantNo: MerchantNo, max: number): Query<readonly SharingAgreement[]>;
  byNo(parentNo: MerchantNo, agreementNo: string): Query<SharingAgreement | undefined>;
}
