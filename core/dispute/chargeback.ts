import type { ChargebackId, StatementFileId } from "../id.ts";
import type { Money } from "../money.ts";

/** What a line of the channel's corrections took back for a payer, or gave again. */
export interface Chargeback {
  readonly chargebackId: ChargebackId;
  /** From 1 in each dispute. */
  readonly step: number;
  readonly direction: "taken" | "returned";
  readonly amount: Money;
  readonly fileId: StatementFileId;
  readonly lineNo: number;
}
