import type { ChargebackId, StatementFileId } from "../id.ts";
import type { Money } from "../money.ts";
import type { StatementLine } from "../statement_file/statement_file.ts";

/** What a line of the channel's corrections took back for a payer, or gave again. */
export interface Chargeback {
  readonly chargebackId: ChargebackId;
  /** From 1 in each dispute. */
  readonly step: number;
  readonly direction: "taken" | "returned";
  readonly amount: Money;
  /** What of the fee comes back with it, or is taken again. */
  readonly fee: Money;
  readonly fileId: StatementFileId;
  readonly lineNo: number;
}

/**
 * What a kind of correction (差错) does to what a merchant was paid: the card's issuer takes it back by a chargeback (退单),
 * once and a second time, and it is claimed (请款, 再请款) and given again. What any other kind does people find out:
 * manual refunds, adjustments, fees, exceptions and whatever the channel may add.
 */
const kinds: Readonly<Record<string, Chargeback["direction"]>> = {
  E22: "returned",
  E23: "taken",
  E24: "returned",
  E25: "taken",
};

/** Undefined for a line that people have to look at, also where its code and its money say different things. */
export function directionOf(
  { transactionCode = "", direction }: Pick<StatementLine, "transactionCode" | "direction">,
): Chargeback["direction"] | undefined {
  const kind = kinds[transactionCode];
  return kind === (direction === "out" ? "taken" : "returned") ? kind : undefined;
}
