import { base64url, type JSONWebKeySet } from "jose";
import { canonicalJson } from "../canonical_json.ts";
import { verifyPasskeySignature } from "../factor/verify_passkey_signature.ts";
import { ok, rejected, type Result } from "../result.ts";
import { NotValid, openJws } from "../secret/open_jws.ts";
import { strictJson } from "../strict_json.ts";
import { RECEIPT_TYPE } from "./sign_receipt.ts";

export type ReceiptRefusal = { readonly code: "receipt_not_valid"; readonly detail: string };

type Json = Readonly<Record<string, unknown>>;

/**
 * Verifies a receipt's file with nothing but the portal's public keys: that the portal signed it and no byte of what it
 * says changed, and, where its payer signed with a passkey, that they signed this payment.
 */
export async function verifyReceipt(
  file: Uint8Array<ArrayBuffer>,
  jwks: JSONWebKeySet,
): Promise<Result<Json, ReceiptRefusal>> {
  try {
    return ok(await verify(file, jwks));
  } catch (error) {
    const detail = error instanceof NotValid ? error.message : `It is not readable: ${error}`;
    return rejected({ code: "receipt_not_valid", detail });
  }
}

async function verify(file: Uint8Array<ArrayBuffer>, jwks: JSONWebKeySet): Promise<Json> {
  const read = strictJson(file);
  if (!read.ok) throw new NotValid(`It is not readable: ${read.error.reason}`);
  const { receipt, signature, ...more } = read.value as {
    readonly receipt: Json;
    readonly signature: string;
  };
  // Nobody signed what stands beside the receipt.
  if (Object.keys(more).length > 0) throw new NotValid("It says more than was signed");
  const [header, none, signed] = signature.split(".");
  if (none !== "") throw new NotValid("Its signature is not detached");
  const text = base64url.encode(canonicalJson(receipt));
  const payload = await openJws(`${header}.${text}.${signed}`, RECEIPT_TYPE, jwks);
  await verifyPayer(payload);
  return payload;
}

async function verifyPayer(receipt: Json): Promise<void> {
  const signature = receipt["signature"] as Json | null;
  if (!signature) return;
  const { order_id, merchant_order_no } = receipt["order"] as Json;
  const { merchant_no, name } = receipt["merchant"] as Json;
  const { amount, currency } = receipt;
  const paid = { order_id, merchant_order_no, merchant_no, payee: name, amount, currency };
  const signed: Json = JSON.parse(String(signature["text"]));
  for (const [of, value] of Object.entries(paid)) {
    if (signed[of] !== value) throw new NotValid(`The passkey signed another ${of}`);
  }
  await verifyPasskeySignature(signature);
}
