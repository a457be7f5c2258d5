import type { AgreementId, MerchantNo } from "../id.ts";
import type { Query } from "../query.ts";
import type { SharingAgreement } from "./sharing_agreement.ts";

export interface SharingStore {
  byId(agreementId: AgreementId): Query<SharingAgreement | undefined>;
  byNo(parentNo: MerchantNo, agreementNo: string): Query<SharingAgreement | undefined>;
}
