import type { PaymentId } from "../id.ts";
import { sameText } from "../same_text.ts";
import type { Vault } from "../secret/vault.ts";
import type { Payment } from "./payment.ts";

const KEY_CHARS = 32;

/**
 * What the address of a payer without cookies carries instead: it proves who started this one payment, reveals nothing
 * of the device, and pays nothing.
 */
export async function payerKey(
  vault: Pick<Vault, "mac">,
  paymentId: PaymentId,
): Promise<string> {
  return (await vault.mac("payer_key", paymentId)).slice(0, KEY_CHARS);
}

/** How a viewer proves to be the payer: by the device's digest, or by the key of an address. */
export interface PayerProof {
  readonly device: string | undefined;
  readonly payerKey?: string | undefined;
}

/** True for whoever started `payment`; what a test helper started belongs to no browser. */
export async function isPayer(
  vault: Pick<Vault, "mac">,
  { device: known, paymentId }: Payment,
  { device, payerKey: key }: PayerProof,
): Promise<boolean> {
  if (known === undefined) return false;
  if (device !== undefined && sameText(known, device)) return true;
  return key !== undefined && sameText(await payerKey(vault, paymentId), key);
}
