import { feesAt, type OwnedAccount, partOf } from "../book/account.ts";
import type { Transfer, TransferRef } from "../book/transfer.ts";
import type { ChannelName } from "../channel/channel.ts";
import type { Fee } from "./fee_of.ts";
import { type BookedPart, type FeePart, feeParts } from "./tariff.ts";

/** Where a fee stands among the transfers of what was paid: after the money itself. */
const FIRST_LINE = 2;
/** And among those of a refund that gives some of it back: after its end. */
const FIRST_RETURNED_LINE = 3;

interface Booked {
  readonly channel: ChannelName;
  /** Who pays it. */
  readonly payee: OwnedAccount;
}

/** A fee out of what the number is owed, and its parts to whoever gets them. */
export function feeTransfers(
  fee: Fee | undefined,
  { channel, payee }: Booked,
): readonly Transfer[] {
  if (!fee || fee.total.fen === 0) return [];
  const fees = feesAt(channel);
  const phase = "posted";
  return [
    { line: FIRST_LINE, code: "fee", phase, debit: payee, credit: fees, amount: fee.total },
    ...feeParts.flatMap((part, i): readonly Transfer[] => {
      const amount = fee.parts[part];
      if (amount.fen === 0) return [];
      const kept = keptAs(part, fee);
      const credit = partOf(kept, channel);
      const line = FIRST_LINE + 1 + i;
      return [{ line, code: `fee_${kept}`, phase, debit: fees, credit, amount }];
    }),
  ];
}

/** The same back, of a fee that was booked for `paidId`. */
export function returnedFeeTransfers(
  returned: Fee | undefined,
  { channel, payee, paidId }: Booked & { readonly paidId: string },
): readonly Transfer[] {
  if (!returned || returned.total.fen === 0) return [];
  const fees = feesAt(channel);
  const of = (line: number): TransferRef => ({ subjectId: paidId, line: FIRST_LINE + line });
  const phase = "posted";
  return [
    ...feeParts.flatMap((part, i): readonly Transfer[] => {
      const amount = returned.parts[part];
      if (amount.fen === 0) return [];
      const line = FIRST_RETURNED_LINE + 1 + i;
      const kept = keptAs(part, returned);
      const debit = partOf(kept, channel);
      const code = `returned_fee_${kept}` as const;
      return [{ line, code, phase, debit, credit: fees, amount, of: of(1 + i) }];
    }),
    {
      line: FIRST_RETURNED_LINE,
      code: "returned_fee",
      phase,
      debit: fees,
      credit: payee,
      amount: returned.total,
      of: of(0),
    },
  ];
}

/** Whose account of a part it is: the acquirer's is ours, or the channel's. */
function keptAs(part: FeePart, { acquiredByChannel }: Fee): BookedPart {
  return part === "acquirer" && acquiredByChannel ? "channel_acquirer" : part;
}
