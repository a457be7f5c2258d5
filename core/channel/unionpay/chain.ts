import type { Instant } from "../../time.ts";
import type { Certificate } from "./certificate.ts";

/** When all issuers of a certificate, up to a root, are valid. */
interface Window {
  readonly from: Instant;
  readonly until: Instant;
}

const ISSUERS_MAX = 4;

/**
 * The windows of every way from the certificate up to a root among those trusted: a self-signed one. Certificates that
 * stand between them must be among the trusted as well, because a message carries only its own. Nothing here depends
 * on the clock, so it can be kept.
 */
export async function chainsOf(
  certificate: Certificate,
  trusted: readonly Certificate[],
  issuersMax = ISSUERS_MAX,
): Promise<readonly Window[]> {
  const own = { from: certificate.notBefore, until: certificate.notAfter };
  if (certificate.subject === certificate.issuer) {
    const isTrusted = trusted.some(({ der }) => der.toHex() === certificate.der.toHex());
    return isTrusted && await certificate.isSignedBy(certificate) ? [own] : [];
  }
  if (issuersMax === 0) return [];
  const found: Window[] = [];
  for (const issuer of trusted) {
    if (issuer.subject !== certificate.issuer || !issuer.mayIssue) continue;
    if (!await certificate.isSignedBy(issuer)) continue;
    const above = await chainsOf(issuer, trusted, issuersMax - 1);
    found.push(...above.map((each) => overlap(each, own)));
  }
  return found;
}

function overlap(a: Window, b: Window): Window {
  return {
    from: a.from > b.from ? a.from : b.from,
    until: a.until < b.until ? a.until : b.until,
  };
}
