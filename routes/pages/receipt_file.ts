import type { Context } from "hono";
import type { Deps } from "../../core/deps.ts";
import type { PaymentReceipt } from "../../core/payment_receipt/payment_receipt.ts";
import { signReceipt } from "../../core/payment_receipt/sign_receipt.ts";

/** A receipt as signed JSON, to be saved: anybody can verify it with the portal's public keys. */
export async function receiptFile(
  c: Context,
  deps: Deps,
  receipt: PaymentReceipt,
): Promise<Response> {
  const signed = await signReceipt(deps, receipt);
  return c.body(`${JSON.stringify(signed, null, 2)}\n`, 200, {
    "Content-Type": "application/json; charset=utf-8",
    "Content-Disposition": `attachment; filename="receipt_${receipt.subjectId}.json"`,
    "Cache-Control": "no-store",
  });
}
