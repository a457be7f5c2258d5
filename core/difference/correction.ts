import { type Account, owedBy, payable } from "../book/account.ts";
import type { BookedBehind } from "../book/book_store.ts";
import type { CorrectionCode, Transfer } from "../book/transfer.ts";
import type { ChannelName } from "../channel/channel.ts";
import type { MerchantNo } from "../id.ts";
import { cny, type Money } from "../money.ts";
import type { Difference } from "./difference.ts";

/** What is booked so that both sides say the same. */
export interface Correction {
  /** More came where it is positive. */
  readonly amount: Money;
  readonly channel: ChannelName;
  /** Whose money it is. */
  readonly payee: MerchantNo;
  /** What is corrected, if anything was booked. */
  readonly behind: BookedBehind | undefined;
}

/** Between the channel and the merchant number; numbered by the step that settled the difference. */
export function correctionTransfers(
  { differenceId, reason, version }: Difference,
  { amount, channel, payee, behind }: Correction,
): readonly Transfer[] {
  const code: CorrectionCode = `correction_${reason}`;
  const accounts: readonly [Account, Account] = [owedBy(channel), payable(payee)];
  const [debit, credit] = amount.fen > 0 ? accounts : [accounts[1], accounts[0]];
  if (amount.fen === 0) throw new TypeError(`Cannot correct ${differenceId} by nothing`);
  return [{
    line: version,
    code,
    phase: "posted",
    debit,
    credit,
    amount: cny(Math.abs(amount.fen)),
    of: behind?.of,
  }];
}
