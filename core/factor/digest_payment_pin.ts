import { base64url } from "jose";
import type { Deps } from "../deps.ts";
import type { ConsumerId } from "../id.ts";
import { sameText } from "../same_text.ts";
import type { Vault } from "../secret/vault.ts";
import type { PaymentPin } from "./payment_pin.ts";

const SALT_BYTES = 16;
// A few milliseconds: within the 10 that Workers give a request, whose own bound is 100,000 [docs/decisions/049].
const ROUNDS = 25_000;
const STRETCHED_BITS = 256;

export async function newPaymentPin(
  { vault, random, now }: Pick<Deps, "vault" | "random" | "now">,
  consumerId: ConsumerId,
  pin: string,
): Promise<PaymentPin> {
  const kept = { consumerId, salt: base64url.encode(random(SALT_BYTES)), rounds: ROUNDS };
  return { ...kept, digest: await digestPaymentPin(vault, kept, pin), setAt: now() };
}

export async function isPaymentPin(
  vault: Pick<Vault, "mac">,
  kept: PaymentPin,
  typed: string,
): Promise<boolean> {
  return sameText(kept.digest, await digestPaymentPin(vault, kept, typed));
}

/** There are only a million PINs: the key is what keeps a thief of the file from trying them all. */
async function digestPaymentPin(
  vault: Pick<Vault, "mac">,
  { consumerId, salt, rounds }: Pick<PaymentPin, "consumerId" | "salt" | "rounds">,
  pin: string,
): Promise<string> {
  const digits = new TextEncoder().encode(pin);
  const key = await crypto.subtle.importKey("raw", digits, "PBKDF2", false, ["deriveBits"]);
  const stretched = await crypto.subtle.deriveBits(
    {
      name: "PBKDF2",
      hash: "SHA-256",
      salt: new Uint8Array(base64url.decode(salt)),
      iterations: rounds,
    },
    key,
    STRETCHED_BITS,
  );
  return await vault.mac("payment pin", `${consumerId} ${new Uint8Array(stretched).toHex()}`);
}
