import { ok, rejected, type Result } from "../../result.ts";
import { readCertificates } from "./certificate.ts";
import { chainsOf } from "./chain.ts";
import { type KeyUnusable, readSigner } from "./signer.ts";

/** Each PEM text's certificate: its number at the gateway, and until when it is valid. */
export async function checkKeys(
  keys: readonly string[],
): Promise<Result<readonly { readonly certId: string; readonly notAfter: number }[], KeyUnusable>> {
  const certificates = [];
  for (const [index, pem] of keys.entries()) {
    const read = await readSigner(pem);
    if (!read.ok) {
      return rejected({ code: "key_unusable", detail: `key ${index + 1}: ${read.error.detail}` });
    }
    certificates.push({ certId: read.value.serial, notAfter: read.value.notAfter });
  }
  return certificates.length > 0
    ? ok(certificates)
    : rejected({ code: "key_unusable", detail: "expected at least one key" });
}

/** Why nobody could be believed by these roots; undefined when somebody can. */
export async function flawOfRoots(pem: string): Promise<string | undefined> {
  const certificates = readCertificates(pem);
  if (!certificates) return "one of the roots cannot be read";
  for (const certificate of certificates) {
    if ((await chainsOf(certificate, certificates)).length === 0) {
      return `"${certificate.subject}" has no way to a root beside it`;
    }
  }
  return certificates.length > 0 ? undefined : "expected the gateway's roots in PEM";
}
