import type { Deps } from "../deps.ts";
import { ok, rejected, type Result } from "../result.ts";
import { sha256 } from "../sha256.ts";
import { loadReceipt } from "./load_receipt.ts";
import type { PaymentReceipt, ReceiptSubject } from "./payment_receipt.ts";

export type OwnReceiptRefusal =
  | { readonly code: "session_over" }
  /** Or another person's. */
  | { readonly code: "receipt_not_found" };

/** The receipt of something that this session's consumer paid, was charged or got back. */
export async function ownReceipt(
  deps: Deps,
  { session, subjectId }: { readonly session: string; readonly subjectId: ReceiptSubject },
): Promise<Result<PaymentReceipt, OwnReceiptRefusal>> {
  const [here] = await deps.load(deps.sessions.consumerIn(await sha256(session), deps.now()));
  if (!here) return rejected({ code: "session_over" });
  const receipt = await loadReceipt(deps, subjectId);
  return receipt?.consumerId === here.consumer.consumerId
    ? ok(receipt)
    : rejected({ code: "receipt_not_found" });
}
