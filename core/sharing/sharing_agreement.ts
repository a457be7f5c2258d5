import type { AgreementId, MerchantNo } from "../id.ts";
import type { Machine } from "../machine.ts";
import type { Scope } from "../merchant/merchant_key.ts";
import type { BusinessDay, Instant } from "../time.ts";

export type SharingState = "in_force" | "withdrawn";

export const sharingMachine = {
  in_force: { withdrawn: "withdrawn" },
  withdrawn: {},
} as const satisfies Machine<SharingState, "withdrawn">;

/** What was agreed. */
export interface AgreedSharing {
  /** The paper's own number, once per parent. */
  readonly agreementNo: string;
  /** Direct children, or everything below. */
  readonly covers: "children" | "all_below";
  /** In Asia/Shanghai, both included. */
  readonly firstDay: BusinessDay;
  readonly lastDay: BusinessDay;
  /** Those it covers may charge the parent's contracts, where the signed text names them. */
  readonly sharesContracts: boolean;
  /** What the parent may do for those it covers, with its own keys. */
  readonly parentMay: readonly Scope[];
}

/** Between a merchant number and those below it. */
export interface SharingAgreement extends AgreedSharing {
  readonly agreementId: AgreementId;
  readonly parentNo: MerchantNo;
  readonly state: SharingState;
  readonly agreedAt: Instant;
  readonly version: number;
}

export function isInForce(
  { state, firstDay, lastDay }: SharingAgreement,
  today: BusinessDay,
): boolean {
  return state === "in_force" && firstDay <= today && today <= lastDay;
}
