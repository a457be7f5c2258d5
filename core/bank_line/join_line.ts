import { byClock } from "../actor.ts";
import { isWallet, type WalletChannel } from "../channel/channel.ts";
import type { Deps } from "../deps.ts";
import type { DomainEvent } from "../event.ts";
import { sameMoney } from "../money.ts";
import { daysFor, OPEN_DAYS_MAX, receiptDays } from "../receipt/clearing_days.ts";
import { daysBefore, received } from "../receipt/record_receipt.ts";
import { payeeOf } from "../settlement_batch/batch_store.ts";
import type { BankLine } from "./bank_line.ts";
import { joined } from "./joined.ts";

/**
 * What makes money that a channel or a wallet app sent a receipt for the days it has cleared, where there is exactly one
 * choice of them; or where people have recorded it by the bank's number before. Undefined where there is not: it waits
 * in suspense. Not committed.
 */
export async function joining(
  deps: Deps,
  line: BankLine,
  from: WalletChannel | "channels",
): Promise<readonly DomainEvent[] | undefined> {
  const { mode, amount, bookedOn: day } = line;
  const reference = line.bankRef ?? line.lineId;
  const [known, open] = await deps.load(
    deps.receipts.byReference(reference),
    deps.receipts.openDays({ mode, ...daysBefore(day) }, OPEN_DAYS_MAX),
  );
  if (known) {
    const [other] = await deps.load(deps.bankLines.joinedTo(known.receiptId));
    return !other && sameMoney(known.amount, amount)
      ? [joined(deps, { line, to: { receiptId: known.receiptId }, by: byClock })]
      : undefined;
  }
  const theirs = open.filter(({ channel }) =>
    from === "channels" ? !isWallet(channel) : channel === from
  );
  const found = open.length < OPEN_DAYS_MAX ? daysFor(amount, theirs) : undefined;
  const [first] = found ?? [];
  if (!found || !first) return undefined;
  const { merchantNo, channel } = first;
  const receipt = {
    receiptId: deps.newId("rcp"),
    source: "channel",
    merchantNo,
    channel,
    day,
    amount,
    reference,
    days: receiptDays(merchantNo, found),
    recordedAt: deps.now(),
  } as const;
  return [
    received(deps, { receipt, within: undefined, by: byClock }),
    joined(deps, { line, to: { receiptId: receipt.receiptId }, by: byClock }),
  ];
}

/** What makes money that the bank gave back the end of a payout that people recorded as returned, by its number. */
export async function joiningReturn(
  deps: Deps,
  line: BankLine,
): Promise<readonly DomainEvent[] | undefined> {
  const reference = line.bankRef ?? line.lineId;
  const [found] = await deps.load(deps.settlementBatches.payoutReturnedAs(reference));
  if (!found || !sameMoney(found.payout.amount, line.amount)) return undefined;
  const { payoutId } = found.payout;
  const [other, merchant] = await deps.load(
    deps.bankLines.joinedTo(payoutId),
    deps.merchants.byNo(payeeOf(found)),
  );
  return !other && merchant?.mode === line.mode
    ? [joined(deps, { line, to: { payoutId }, by: byClock })]
    : undefined;
}
