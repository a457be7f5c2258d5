import type { ContractId, DeductionNoticeId, MerchantNo } from "../id.ts";
import type { Money } from "../money.ts";
import type { Instant } from "../time.ts";

/** The consumer was told before a charge of a periodic plan; it covers one deduction of at most this amount. */
export interface DeductionNotice {
  readonly noticeId: DeductionNoticeId;
  readonly contractId: ContractId;
  readonly merchantNo: MerchantNo;
  readonly amount: Money;
  readonly subject: string;
  readonly sentAt: Instant;
  /** From then on the deduction may be made. */
  readonly chargeableFrom: Instant;
  readonly version: number;
}
