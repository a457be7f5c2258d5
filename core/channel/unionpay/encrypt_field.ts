import type { Certificate } from "./certificate.ts";
import { numberOf, power } from "./modular.ts";

/**
 * A sensitive value, such as a card number, under the gateway's encryption certificate: base64 of RSA with the padding
 * of PKCS #1 v1.5, which the gateway expects and WebCrypto does not have. `random` draws bytes. Throws RangeError when
 * the value is too long for the key.
 */
export async function encryptField(
  value: string,
  { publicKey }: Pick<Certificate, "publicKey">,
  random: (bytes: number) => Uint8Array,
): Promise<string> {
  const { n, e } = await modulusOf(publicKey);
  const message = new TextEncoder().encode(value);
  const padding = n.length - message.length - 3;
  if (padding < PADDING_MIN) throw new RangeError("Cannot encrypt: the value is too long");
  const block = Uint8Array.of(0, 2, ...nonZero(padding, random), 0, ...message);
  const cipher = power(numberOf(block), numberOf(e), numberOf(n));
  return Uint8Array.fromHex(cipher.toString(16).padStart(n.length * 2, "0")).toBase64();
}

const PADDING_MIN = 8;
const RSA = { name: "RSA-OAEP", hash: "SHA-256" };

async function modulusOf(spki: Uint8Array<ArrayBuffer>) {
  const key = await crypto.subtle.importKey("spki", spki, RSA, true, ["encrypt"]);
  const { n = "", e = "" } = await crypto.subtle.exportKey("jwk", key);
  const read = (text: string) => Uint8Array.fromBase64(text, { alphabet: "base64url" });
  return { n: read(n), e: read(e) };
}

/** A zero would end the padding. */
function nonZero(count: number, random: (bytes: number) => Uint8Array): readonly number[] {
  const drawn: number[] = [];
  while (drawn.length < count) drawn.push(...random(count).filter((byte) => byte !== 0));
  return drawn.slice(0, count);
}
