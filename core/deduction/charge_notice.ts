import type { ConsumerId, DeductionId } from "../id.ts";
import type { Money } from "../money.ts";
import type { Instant } from "../time.ts";

/** A charge whose consumer asked to be told of it. */
export interface ChargeNotice {
  readonly deductionId: DeductionId;
  readonly consumerId: ConsumerId;
  readonly sealedPhone: string;
  readonly payee: string;
  readonly title: string;
  readonly cardLabel: string;
  readonly amount: Money;
  readonly subject: string;
  /** When it succeeded, on the merchant's clock. */
  readonly at: Instant;
}
