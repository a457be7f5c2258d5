import { pemBlocks } from "../channel/unionpay/pem.ts";
import { RSA_SHA256 } from "../channel/unionpay/signed_text.ts";

type Keys =
  | { readonly ok: true; readonly value: readonly CryptoKey[] }
  | { readonly ok: false; readonly error: string };

/** The public keys of a PEM text, which may hold certificates as well. At least one. */
export async function noticeKeysOf(pem: string): Promise<Keys> {
  const keys: CryptoKey[] = [];
  for (const { label, der } of pemBlocks(pem)) {
    const spki = label === "CERTIFICATE" ? await keyOfCertificate(der) : der;
    const key = label === "PUBLIC KEY" || label === "CERTIFICATE"
      ? await importKey(spki)
      : undefined;
    if (!key) return { ok: false, error: `"${label}" holds no RSA public key` };
    keys.push(key);
  }
  return keys.length === 0
    ? { ok: false, error: "expected a public key or a certificate in PEM" }
    : { ok: true, value: keys };
}

async function importKey(
  spki: Uint8Array<ArrayBuffer> | undefined,
): Promise<CryptoKey | undefined> {
  if (!spki) return undefined;
  try {
    return await crypto.subtle.importKey("spki", spki, RSA_SHA256, false, ["verify"]);
  } catch {
    return undefined;
  }
}

/** With the library of certificates, which is loaded where there is one. */
async function keyOfCertificate(der: Uint8Array<ArrayBuffer>) {
  const { readCertificate } = await import("../channel/unionpay/certificate.ts");
  return readCertificate(der)?.publicKey;
}
