import { byStaff } from "../actor.ts";
import type { Deps } from "../deps.ts";
import type { Stamp } from "../event_spec.ts";
import type { MerchantNo, ReceiptId } from "../id.ts";
import { channelFor } from "../payment/channel_for.ts";
import { cny } from "../money.ts";
import type { RecordReceiptAct } from "../proposal/proposal.ts";
import { ok, rejected, type Result } from "../result.ts";
import type { SignedIn } from "../staff/session.ts";
import type { ReceiptEvent } from "./receipt_events.ts";

export type ReceiptRefusal =
  | { readonly code: "merchant_not_found"; readonly merchant_no: MerchantNo }
  /** The bank's number came in before. */
  | { readonly code: "receipt_known"; readonly receipt_id: ReceiptId };

/** What records money that came to our reserve, decided and not committed. */
export async function recordingReceipt(
  deps: Deps,
  { merchant: merchantNo, source, day, fen, reference }: RecordReceiptAct,
  { staff: { staffId }, session: { sessionId: within } }: SignedIn,
): Promise<Result<ReceiptEvent & Stamp, ReceiptRefusal>> {
  const [merchant, known] = await deps.load(
    deps.merchants.byNo(merchantNo),
    deps.receipts.byReference(reference),
  );
  if (!merchant) return rejected({ code: "merchant_not_found", merchant_no: merchantNo });
  if (known) return rejected({ code: "receipt_known", receipt_id: known.receiptId });
  const at = deps.now();
  return ok({
    type: "receipt.recorded",
    receipt: {
      receiptId: deps.newId("rcp"),
      source,
      merchantNo,
      channel: channelFor(merchant),
      day,
      amount: cny(fen),
      reference,
      recordedAt: at,
    },
    within,
    eventId: deps.newId("evt"),
    at,
    by: byStaff(staffId),
  });
}
