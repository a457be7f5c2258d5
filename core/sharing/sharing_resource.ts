import type { AgreedSharing } from "./sharing_agreement.ts";

export function sharingFacts(agreed: AgreedSharing) {
  return {
    agreement_no: agreed.agreementNo,
    covers: agreed.covers,
    first_day: agreed.firstDay,
    last_day: agreed.lastDay,
    shares_contracts: agreed.sharesContracts,
    parent_may: agreed.parentMay,
  };
}
