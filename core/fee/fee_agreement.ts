import type { CardType } from "../channel/card.ts";
import type { FeeAgreementId, MerchantNo } from "../id.ts";
import type { BusinessDay, Instant } from "../time.ts";
import type { FeeClass, Rate } from "./tariff.ts";

/** What a merchant number and its acquirer have agreed on, from a day on until the next agreement's. */
export interface FeeAgreement {
  readonly agreementId: FeeAgreementId;
  readonly merchantNo: MerchantNo;
  readonly from: BusinessDay;
  readonly feeClass: FeeClass;
  /** The acquirer's own part. */
  readonly acquirer: Readonly<Record<CardType, Rate>>;
  /** Who is the acquirer, and keeps that part; the institution where it is not said. */
  readonly acquiredBy?: AcquiredBy | undefined;
  readonly agreedAt: Instant;
}

export const acquirers = ["institution", "channel"] as const;
export type AcquiredBy = (typeof acquirers)[number];
