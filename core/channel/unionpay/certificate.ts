// The library of certificates asks for it, before it is loaded.
import "reflect-metadata";
import { BasicConstraintsExtension, X509Certificate } from "@peculiar/x509";
import { type Instant, instant } from "../../time.ts";
import { pemBlocks } from "./pem.ts";

export interface Certificate {
  /** `certId` of the gateway: decimal, up to 49 digits, so never a number. */
  readonly serial: string;
  readonly subject: string;
  readonly issuer: string;
  /** Every CN of the subject; there should be one. */
  readonly commonNames: readonly string[];
  readonly notBefore: Instant;
  readonly notAfter: Instant;
  /** False only where the certificate says that it signs no others. */
  readonly mayIssue: boolean;
  readonly publicKey: Uint8Array<ArrayBuffer>;
  readonly der: Uint8Array<ArrayBuffer>;
  /** By that one's key, at whatever time. */
  readonly isSignedBy: (issuer: Certificate) => Promise<boolean>;
}

/** Undefined when the bytes are no certificate. */
export function readCertificate(der: Uint8Array<ArrayBuffer>): Certificate | undefined {
  try {
    const read = new X509Certificate(der);
    return {
      serial: BigInt(`0x${read.serialNumber}`).toString(),
      subject: read.subject,
      issuer: read.issuer,
      commonNames: read.subjectName.getField("CN"),
      notBefore: instant(read.notBefore.getTime()),
      notAfter: instant(read.notAfter.getTime()),
      mayIssue: read.getExtension(BasicConstraintsExtension)?.ca !== false,
      publicKey: new Uint8Array(read.publicKey.rawData),
      der,
      isSignedBy: (issuer) => isSignedBy(read, issuer.publicKey),
    };
  } catch {
    return undefined;
  }
}

/** All certificates of a PEM text; undefined when one of them is none. */
export function readCertificates(pem: string): readonly Certificate[] | undefined {
  const blocks = pemBlocks(pem).filter(({ label }) => label === "CERTIFICATE");
  const read = blocks.flatMap(({ der }) => readCertificate(der) ?? []);
  return read.length === blocks.length ? read : undefined;
}

async function isSignedBy(read: X509Certificate, publicKey: BufferSource): Promise<boolean> {
  try {
    return await read.verify({ publicKey, signatureOnly: true });
  } catch {
    return false;
  }
}
