import type { MerchantNo, TermsId } from "../id.ts";
import type { Money } from "../money.ts";
import type { BusinessDay, Instant } from "../time.ts";

/** What was agreed with a merchant number about its settlement, from a clearing day on until the next terms'. */
export interface SettlementTerms {
  readonly termsId: TermsId;
  readonly merchantNo: MerchantNo;
  readonly from: BusinessDay;
  /** T+n, in working days. */
  readonly delay: number;
  /** Whose bank account it is paid to: its own, or that of a number above it. */
  readonly accountOf: MerchantNo;
  /** How far below nothing refunds may take what it is owed. */
  readonly overdraft: Money;
  readonly agreedAt: Instant;
}

export const DELAY_MAX = 30;
