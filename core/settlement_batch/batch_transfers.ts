import {
  bank,
  heldBack,
  inTransit,
  owedBy,
  partOf,
  payable,
  reserve,
  settling,
} from "../book/account.ts";
import type { SharedAccount } from "../book/account.ts";
import type { ClearingCode, Transfer, TransferRef } from "../book/transfer.ts";
import type { ChannelName } from "../channel/channel.ts";
import { cny, type Money } from "../money.ts";
import type { SettlementBatch } from "./settlement_batch.ts";

export const SETTLEMENT_LINE = 1;
const RELEASE_LINE = 2;
const HOLD_LINE = 3;
/** Of what channels have cleared, the first; a batch has few. */
const CLEARING_LINE = 4;
/** From here on a line is numbered by the version that booked it. */
const LATER_LINES = 100;

/** The parts of a fee that the channel keeps: the acquirer's too where it is the acquirer, else that comes with the rest. */
export const keptParts = [
  "issuer",
  "network_of_issuer",
  "network_of_acquirer",
  "channel_acquirer",
] as const;
/** A channel's lines are the sum, and what any channel keeps; the acquirer's part stands after those of all. */
const LINES_OF_CHANNEL = 4;
const ACQUIRER_LINE = 60;

/** Where a payment by the bank, or what it gives back, is booked. */
export function laterLine(version: number): number {
  return LATER_LINES + version;
}

/** What one channel has cleared of a batch; negative where more went back. */
export interface Cleared {
  readonly channel: ChannelName;
  readonly amount: Money;
  readonly kept: Readonly<Record<(typeof keptParts)[number], Money>>;
}

/** What is let go and held, what is to be paid, which is pending, and what channels have cleared of it. */
export function builtTransfers(
  { merchantNo, paid, held, released }: SettlementBatch,
  cleared: readonly Cleared[],
): readonly Transfer[] {
  const own = payable(merchantNo);
  const holding = heldBack(merchantNo);
  const transfers: readonly Transfer[] = [
    {
      line: RELEASE_LINE,
      code: "release",
      phase: "posted",
      debit: holding,
      credit: own,
      amount: released,
    },
    { line: HOLD_LINE, code: "hold", phase: "posted", debit: own, credit: holding, amount: held },
    {
      line: SETTLEMENT_LINE,
      code: "settlement",
      phase: "pending",
      debit: own,
      credit: settling(merchantNo),
      amount: paid,
    },
    ...cleared.flatMap(clearingTransfers),
  ];
  return transfers.filter(({ amount }) => amount.fen > 0);
}

function clearingTransfers({ channel, amount, kept }: Cleared, nth: number): readonly Transfer[] {
  const first = CLEARING_LINE + nth * LINES_OF_CHANNEL;
  // What came by bank transfer is there already.
  if (channel === "bank_transfer") {
    return [moved("clearing", first, { from: bank, to: reserve, amount })];
  }
  const transit = inTransit(channel);
  return [
    moved("clearing", first, { from: owedBy(channel), to: transit, amount }),
    ...keptParts.map((part, i) =>
      moved(`clearing_${part}`, part === "channel_acquirer" ? ACQUIRER_LINE + nth : first + 1 + i, {
        from: transit,
        to: partOf(part, channel),
        amount: kept[part],
      })
    ),
  ];
}

/** From what one account holds to the other, or the other way round where it is negative. */
function moved(
  code: ClearingCode,
  line: number,
  { from, to, amount }: {
    readonly from: SharedAccount;
    readonly to: SharedAccount;
    readonly amount: Money;
  },
): Transfer {
  const [debit, credit] = amount.fen < 0 ? [from, to] : [to, from];
  return { line, code, phase: "posted", debit, credit, amount: cny(Math.abs(amount.fen)) };
}

/** The bank has paid it: what was pending since it was built, or since the bank gave it back, is posted. */
export function paidTransfers(
  { settlementId, merchantNo, paid, pendingLine, version }: SettlementBatch,
): readonly Transfer[] {
  return [{
    line: laterLine(version),
    code: "settlement",
    phase: "posts",
    debit: settling(merchantNo),
    credit: reserve,
    amount: paid,
    of: { subjectId: settlementId, line: pendingLine },
  }];
}

/** The bank has given it back after it had paid it: it is to go out again, pending. */
export function returnedTransfers(
  { settlementId, merchantNo, paid, version }: SettlementBatch,
): readonly Transfer[] {
  const of: TransferRef = { subjectId: settlementId, line: laterLine(version - 1) };
  return [{
    line: laterLine(version),
    code: "settlement_return",
    phase: "pending",
    debit: reserve,
    credit: settling(merchantNo),
    amount: paid,
    of,
  }];
}
