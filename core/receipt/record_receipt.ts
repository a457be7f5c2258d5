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
import {
  daysFor,
  OPEN_DAYS_BACK,
  OPEN_DAYS_MAX,
  type OpenDay,
  type ReceiptDay,
  receiptDays,
} from "./clearing_days.ts";
import type { Receipt } from "./receipt.ts";

export type ReceiptRefusal =
  | { readonly code: "merchant_not_found"; readonly merchant_no: MerchantNo }
  /** The bank's number came in before. */
  | { readonly code: "receipt_known"; readonly receipt_id: ReceiptId }
  /** Nothing is left to come for it, or it is no money of the channel's. */
  | { readonly code: "clearing_day_not_open"; readonly day: BusinessDay }
  /** What was chosen does not come to the amount. */
  | { readonly code: "receipt_parts_wrong"; readonly missing: number };

/** What records money that came to our reserve, decided and not committed. */
export async function recordingReceipt(
  deps: Deps,
  act: RecordReceiptAct,
  { staff: { staffId }, session: { sessionId: within } }: SignedIn,
): Promise<Result<readonly DomainEvent[], ReceiptRefusal>> {
  const { merchant: merchantNo, source, day, fen, reference } = act;
  const [merchant, known] = await deps.load(
    deps.merchants.byNo(merchantNo),
    deps.receipts.byReference(reference),
  );
  if (!merchant) return rejected({ code: "merchant_not_found", merchant_no: merchantNo });
  if (known) return rejected({ code: "receipt_known", receipt_id: known.receiptId });
  const amount = cny(fen);
  const { mode } = merchant;
  const numbers = new Set([merchantNo, ...(act.parts ?? []).map((part) => part.merchant)]);
  const openOf = (no: MerchantNo) =>
    deps.receipts.openDays({ mode, merchantNo: no, ...daysBefore(day) }, OPEN_DAYS_MAX);
  const [line, ...open] = await deps.load(
    deps.bankLines.byReference({ reference, mode, fen }),
    ...[...numbers].map(openOf),
  );
  const channel = act.channel ?? channelFor(merchant);
  const days = daysSaid(act, open.flat().filter((each) => each.channel === channel));
  if (!days.ok) return days;
  const receipt: Receipt = {
    receiptId: deps.newId("rcp"),
    source,
    merchantNo,
    channel,
    day,
    amount,
    reference,
    days: days.value,
    recordedAt: deps.now(),
  };
  const by = byStaff(staffId);
  return ok([
    received(deps, { receipt, within, by }),
    ...(line ? [joined(deps, { line, to: { receiptId: receipt.receiptId }, by })] : []),
  ]);
}

/** The days that people say it is for, or those of the number that it comes to by itself. */
function daysSaid(
  { merchant, source, fen, clearingDay, parts = [] }: RecordReceiptAct,
  open: readonly OpenDay[],
): Result<readonly ReceiptDay[], ReceiptRefusal> {
  if (source === "merchant") {
    const [day] = [clearingDay, ...parts.map((each) => each.day)].filter((each) =>
      each !== undefined
    );
    return day === undefined ? ok([]) : rejected({ code: "clearing_day_not_open", day });
  }
  const own = open.filter((each) => each.merchantNo === merchant);
  if (parts.length > 0) {
    const chosen: OpenDay[] = [];
    for (const part of parts) {
      const found = open.find((each) =>
        each.merchantNo === part.merchant && each.day === part.day && each.open.fen === part.fen
      );
      if (!found) return rejected({ code: "clearing_day_not_open", day: part.day });
      chosen.push(found);
    }
    const missing = fen - chosen.reduce((sum, each) => sum + each.open.fen, 0);
    return missing === 0
      ? ok(receiptDays(merchant, chosen))
      : rejected({ code: "receipt_parts_wrong", missing });
  }
  if (clearingDay === undefined) return ok(receiptDays(merchant, daysFor(cny(fen), own) ?? []));
  const said = own.find((each) => each.day === clearingDay);
  return said
    ? ok([{ day: said.day, fen, nth: said.receipts + 1 }])
    : rejected({ code: "clearing_day_not_open", day: clearingDay });
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
