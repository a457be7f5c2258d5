import { ok, rejected, type Result } from "../../result.ts";
import { type Instant } from "../../time.ts";
import { type Certificate, readCertificates } from "./certificate.ts";
import { type Decrypt, decrypter } from "./decrypt_field.ts";
import type { Fields } from "./fields.ts";
import { pemBlocks } from "./pem.ts";
import { RSA_SHA256, signedBytes } from "./signed_text.ts";

/** A certificate of ours with its key. */
export interface Signer extends Pick<Certificate, "serial" | "notBefore" | "notAfter"> {
  /** The fields with what says who signed them, and the signature. */
  sign(fields: Iterable<readonly [string, string]>): Promise<Fields>;
  /** What the gateway encrypted to this certificate. */
  readonly decrypt: Decrypt;
}

export type KeyUnusable = { readonly code: "key_unusable"; readonly detail: string };

/**
 * A certificate and its private key from one PEM text, in any order; certificates of others may stand beside them, as
 * they do in what comes out of a `.pfx`.
 */
export async function readSigner(pem: string): Promise<Result<Signer, KeyUnusable>> {
  const certificates = readCertificates(pem);
  if (!certificates) return unusable("one of the certificates cannot be read");
  const keys = pemBlocks(pem).filter(({ label }) => label.endsWith("PRIVATE KEY"));
  const [found, ...others] = keys;
  if (!found || others.length > 0) {
    return unusable(`expected one private key, found ${keys.length}`);
  }
  if (found.label !== "PRIVATE KEY") {
    return unusable(`"${found.label}" must first be made a "PRIVATE KEY" by openssl pkcs8`);
  }
  const key = await crypto.subtle.importKey("pkcs8", found.der, RSA_SHA256, false, ["sign"])
    .catch(() => undefined);
  if (!key) return unusable("the private key is not RSA");
  for (const certificate of certificates) {
    if (await belongs(key, certificate)) {
      return ok(signerOf(certificate, key, decrypter(found.der)));
    }
  }
  return unusable("none of the certificates belongs to the private key");
}

/**
 * The one to sign with now: of those that are valid the newest, so that a change of certificates needs no moment at
 * which both sides act. Undefined when none is valid.
 */
export function signerAt(signers: readonly Signer[], at: Instant): Signer | undefined {
  return signers
    .filter(({ notBefore, notAfter }) => notBefore <= at && at <= notAfter)
    .sort((a, b) => b.notBefore - a.notBefore)[0];
}

function signerOf(
  { serial, notBefore, notAfter }: Certificate,
  key: CryptoKey,
  decrypt: Decrypt,
): Signer {
  return {
    serial,
    decrypt,
    notBefore,
    notAfter,
    sign: async (given) => {
      const fields = new Map([...given, ["signMethod", "01"], ["certId", serial]]);
      const signature = await crypto.subtle.sign(RSA_SHA256, key, await signedBytes(fields));
      return fields.set("signature", new Uint8Array(signature).toBase64());
    },
  };
}

async function belongs(key: CryptoKey, { publicKey }: Certificate): Promise<boolean> {
  const probe = new TextEncoder().encode("whose key is it");
  try {
    const other = await crypto.subtle.importKey("spki", publicKey, RSA_SHA256, false, ["verify"]);
    const signature = await crypto.subtle.sign(RSA_SHA256, key, probe);
    return await crypto.subtle.verify(RSA_SHA256, other, signature, probe);
  } catch {
    return false;
  }
}

function unusable(detail: string): Result<never, KeyUnusable> {
  return rejected({ code: "key_unusable", detail });
}
