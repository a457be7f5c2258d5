import { type Fields, parseAnswer, parseNotice } from "./fields.ts";
import { type Checks, unchecked } from "./verifier.ts";

/**
 * Checks the copy of a message that somebody kept: an answer, or a notice in its form. What a copy loses is put back
 * before it is called wrong, because the signature decides: editors leave a mark before the text and a line's end after
 * it, and the certificate loses its CRs. A message that just came is never read like this.
 */
export async function readCopy(
  bytes: Uint8Array,
  check: (fields: Fields) => Promise<Checks>,
): Promise<Checks> {
  const text = textOf(bytes);
  if (text === undefined) return unchecked("it is not UTF-8");
  // A form has no spaces: there it is -----BEGIN+CERTIFICATE-----, or %20.
  const parse = text.includes("-----BEGIN CERTIFICATE-----") ? parseAnswer : parseNotice;
  let first: Checks | undefined;
  for (const body of new Set([text, text.replace(/[\r\n]+$/, "")])) {
    const read = parse(body);
    if (!read.ok) first ??= unchecked(read.error.detail);
    else {
      for (const fields of [read.value, withCertificateInCrlf(read.value)]) {
        const checks = await check(fields);
        if (checks.digest === "ok") return checks;
        if (first === undefined || first.parse !== "ok") first = checks;
      }
    }
  }
  return first ?? unchecked("it is empty");
}

function textOf(bytes: Uint8Array): string | undefined {
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    return undefined;
  }
}

function withCertificateInCrlf(fields: Fields): Fields {
  const pem = fields.get("signPubKeyCert");
  if (pem === undefined) return fields;
  return new Map([...fields, ["signPubKeyCert", pem.replace(/\r?\n/g, "\r\n")]]);
}
