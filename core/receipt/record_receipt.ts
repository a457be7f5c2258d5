import { type Actor, byStaff } from "../actor.ts";
import { joined } from "../bank_line/joined.ts";
import type { Deps } from "../deps.ts";
import type { DomainEvent } from "../event.ts";
import type { MerchantNo, ReceiptId, SessionId } from "../id.ts";
import { channelFor } from "../payment/channel_for.ts";
import { cny } from "../money.ts";
import type { RecordReceiptAct } from "../proposal/proposal.ts";
import { ok, rejected, type Result } from "../result.ts";
import type { SignedIn } from "../staff/session.ts";
import { after, type BusinessDay, businessDay, days, startOfBusinessDay } from "../time.ts";
import { daysFor, OPEN_DAYS_BACK } from "./clearing_days.ts";
import type { Receipt } from "./receipt.ts";

export type ReceiptRefusal =
  | { readonly code: "merchant_not_found"; readonly merchant_no: MerchantNo }
  /** The bank's number came in before. */
  | { readonly code: "receipt_known"; readonly receipt_id: ReceiptId }
  /** Nothing is left to come for it, or it is no money of the channel's. */
  | { readonly code: "clearing_day_not_open"; readonly day: BusinessDay };

/** What records money that came to our reserve, decided and not committed. */
export async function recordingReceipt(
  deps: Deps,
  { merchant: merchantNo, source, day, fen, reference, clearingDay }: RecordReceiptAct,
  { staff: { staffId }, session: { sessionId: within } }: SignedIn,
): Promise<Result<readonly DomainEvent[], ReceiptRefusal>> {
  const [merchant, known] = await deps.load(
    deps.merchants.byNo(merchantNo),
    deps.receipts.byReference(reference),
  );
  if (!merchant) return rejected({ code: "merchant_not_found", merchant_no: merchantNo });
  if (known) return rejected({ code: "receipt_known", receipt_id: known.receiptId });
  const amount = cny(fen);
  const asked = { mode: merchant.mode, merchantNo, ...daysBefore(day) };
  const [open, line] = await deps.load(
    deps.receipts.openDays(asked, OPEN_DAYS_BACK),
    deps.bankLines.byReference({ reference, mode: merchant.mode, fen }),
  );
  const said = open.find((each) => each.day === clearingDay);
  if (clearingDay !== undefined && (!said || source !== "channel")) {
    return rejected({ code: "clearing_day_not_open", day: clearingDay });
  }
  const receipt: Receipt = {
    receiptId: deps.newId("rcp"),
    source,
    merchantNo,
    channel: channelFor(merchant),
    day,
    amount,
    reference,
    days: said
      ? [{ day: said.day, fen, nth: said.receipts + 1 }]
      : source === "channel"
      ? daysFor(amount, open)?.days ?? []
      : [],
    recordedAt: deps.now(),
  };
  const by = byStaff(staffId);
  return ok([
    received(deps, { receipt, within, by }),
    ...(line ? [joined(deps, { line, to: { receiptId: receipt.receiptId }, by })] : []),
  ]);
}

interface Received {
  readonly receipt: Receipt;
  readonly within: SessionId | undefined;
  readonly by: Actor;
}

/** Not committed: the write refuses a bank's number that is known, and a day for which money came meanwhile. */
export function received(
  deps: Pick<Deps, "newId">,
  { receipt, within, by }: Received,
): DomainEvent {
  const eventId = deps.newId("evt");
  return { type: "receipt.recorded", receipt, within, eventId, at: receipt.recordedAt, by };
}

/** Of what day a receipt of that day may be. */
export function daysBefore(day: BusinessDay) {
  const from = businessDay(after(startOfBusinessDay(day), days(-OPEN_DAYS_BACK)));
  return { from, until: day };
}
