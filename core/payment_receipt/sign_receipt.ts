import { canonicalJson } from "../canonical_json.ts";
import type { Deps } from "../deps.ts";
import { signatureResource } from "../factor/signature_resource.ts";
import { sha256 } from "../sha256.ts";
import { rfc3339 } from "../time.ts";
import { kindOf, type PaymentReceipt } from "./payment_receipt.ts";

export const RECEIPT_TYPE = "countersign-receipt";

/** It is often mistaken for one. */
const NOT_AN_INVOICE = "本凭证不是发票，发票由商家开具。 This is not an invoice (发票).";

/**
 * A receipt as JSON that anybody can read, with a detached JWS by the portal's key over its canonical text (RFC 8785).
 * Its names are in that text's order, so that `JSON.stringify` of it is what was signed.
 */
export async function signReceipt(
  { vault, config, now }: Pick<Deps, "vault" | "config" | "now">,
  receipt: PaymentReceipt,
) {
  const { signature } = receipt;
  const facts = {
    // Fields are only added.
    receipt_version: 1,
    kind: kindOf(receipt),
    receipt_id: receipt.subjectId,
    refund_of: receipt.refundOf ?? null,
    institution: config.institution,
    mode: receipt.merchant.mode,
    amount: receipt.amount.fen,
    currency: receipt.amount.currency,
    succeeded_at: rfc3339(receipt.succeededAt),
    merchant: { merchant_no: receipt.merchant.merchantNo, name: receipt.payee },
    order: {
      order_id: receipt.orderId ?? null,
      merchant_order_no: receipt.merchantOrderNo,
      subject: receipt.subject,
    },
    method: receipt.method ?? "contract",
    card: receipt.card ?? null,
    paid_out: receipt.paidOut,
    contract: receipt.contract
      ? {
        contract_id: receipt.contract.contractId,
        signed_at: rfc3339(receipt.contract.signedAt),
      }
      : null,
    channel: { name: receipt.channel, transaction_no: receipt.channelTxnNo ?? null },
    factors: receipt.factors ?? null,
    signature: signature
      ? { ...signatureResource(signature), text_sha256: await sha256(signature.text) }
      : null,
    paid_by_payer: receipt.paidByPayer?.fen ?? null,
    refunded: receipt.refunded.fen,
    charged_back: receipt.chargedBack.fen,
    refunds: receipt.refunds.map(({ refundId, amount, succeededAt, delivered }) => ({
      refund_id: refundId,
      amount: amount.fen,
      succeeded_at: rfc3339(succeededAt),
      delivered,
    })),
    notice: NOT_AN_INVOICE,
    issued_at: rfc3339(now()),
  };
  const text = canonicalJson(facts);
  const jws = await vault.sign({ typ: RECEIPT_TYPE }, new TextEncoder().encode(text));
  return { receipt: JSON.parse(text), signature: jws };
}
