import { byClock } from "../actor.ts";
import type { Deps } from "../deps.ts";
import type { DomainEvent } from "../event.ts";
import { sameMoney } from "../money.ts";
import { channelFor } from "../payment/channel_for.ts";
import { daysFor } from "../receipt/clearing_days.ts";
import { daysBefore, received } from "../receipt/record_receipt.ts";
import { payeeOf } from "../settlement_batch/batch_store.ts";
import type { BankLine } from "./bank_line.ts";
import { joined } from "./joined.ts";

const OPEN_DAYS_MAX = 2_000;

/**
 * What makes money that the channel sent a receipt for the days it has cleared: where it comes to exactly one day of one
 * number, or to days in a row; or where people have recorded it by the bank's number before. Undefined where it does
 * not: it waits in suspense. Not committed.
 */
export async function joining(
  deps: Deps,
  line: BankLine,
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
  const found = open.length < OPEN_DAYS_MAX ? daysFor(amount, open) : undefined;
  const [merchant] = found ? await deps.load(deps.merchants.byNo(found.merchantNo)) : [];
  if (!found || !merchant) return undefined;
  const receipt = {
    receiptId: deps.newId("rcp"),
    source: "channel",
    merchantNo: found.merchantNo,
    channel: channelFor(merchant),
    day,
    amount,
    reference,
    days: found.days,
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
