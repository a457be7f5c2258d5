import "reflect-metadata";
import {
  BasicConstraintsExtension,
  Name,
  PemConverter,
  X509Certificate,
  X509CertificateGenerator,
} from "@peculiar/x509";
import { randomBytes } from "node:crypto";

/** A certificate and its private key, both in PEM. */
export interface Identity {
  readonly certificate: string;
  readonly key: string;
  /** The serial number in decimal. */
  readonly certId: string;
}

/** Everything that certifies: the authority, the gateway's own identities and its merchants'. */
export interface Pki {
  readonly root: Identity;
  readonly middle: Identity;
  /** Of answers and notices. */
  readonly signing: Identity;
  /** Card data are encrypted to it. */
  readonly encryption: Identity;
  /** Of the open platform's notices. */
  readonly openPlatform: Identity;
  /** By merId. */
  readonly merchants: Readonly<Record<string, Identity>>;
}

const DAY_MS = 86_400_000;
const GATEWAY_NAME = "041@8310000000083040@中国银联股份有限公司@00016495";
const ENCRYPTION_NAME = "041@Z12@00040000:SIGN@00000005";

// The genuine authority signs certificates with SHA-1.
const RSA = {
  name: "RSASSA-PKCS1-v1_5",
  hash: "SHA-1",
  modulusLength: 2048,
  publicExponent: Uint8Array.of(1, 0, 1),
} as const;

/** A new authority and what it certifies, all valid from thirty days before `at`. */
export async function createPki(merIds: readonly string[], at: number): Promise<Pki> {
  const root = await certify("Simulated CS CA", at, { isAuthority: true });
  const middle = await certify("Simulated OCA1", at, { issuer: root, isAuthority: true });
  const leaf = (name: string) => certify(name, at, { issuer: middle });
  const [signing, encryption, openPlatform, ...merchants] = await Promise.all([
    certifySigning(middle, at),
    leaf(ENCRYPTION_NAME),
    leaf("open.95516.com"),
    ...merIds.map((merId) => leaf(`041@Z1@${merId}:SIGN@00000003`)),
  ]);
  return {
    root,
    middle,
    signing,
    encryption,
    openPlatform,
    merchants: Object.fromEntries(merchants.map((each, index) => [merIds[index], each])),
  };
}

/** A certificate that answers and notices may be signed with: the first one or its successor. */
export function certifySigning(middle: Identity, at: number): Promise<Identity> {
  return certify(GATEWAY_NAME, at, { issuer: middle });
}

async function certify(
  commonName: string,
  at: number,
  { issuer, isAuthority = false }: { readonly issuer?: Identity; readonly isAuthority?: boolean },
): Promise<Identity> {
  const keys = await crypto.subtle.generateKey(RSA, true, ["sign", "verify"]);
  // One that begins with a zero, or has its highest bit set, reads differently in some libraries.
  const serialNumber = `1${randomBytes(16).toString("hex").slice(1)}`;
  const subject = nameOf(commonName);
  const certificate = await X509CertificateGenerator.create({
    serialNumber,
    subject,
    issuer: issuer ? new X509Certificate(issuer.certificate).subjectName : subject,
    notBefore: new Date(at - 30 * DAY_MS),
    notAfter: new Date(at + 5 * 365 * DAY_MS),
    signingAlgorithm: RSA,
    publicKey: keys.publicKey,
    signingKey: issuer ? await privateKeyOf(issuer) : keys.privateKey,
    extensions: isAuthority ? [new BasicConstraintsExtension(true, undefined, true)] : [],
  });
  const pkcs8 = await crypto.subtle.exportKey("pkcs8", keys.privateKey);
  return {
    certificate: `${certificate.toString("pem")}\n`,
    key: `${PemConverter.encode(pkcs8, "PRIVATE KEY")}\n`,
    certId: BigInt(`0x${serialNumber}`).toString(),
  };
}

function nameOf(commonName: string): Name {
  return new Name([{ C: ["CN"] }, { O: ["Simulated OCA1"] }, { CN: [commonName] }]);
}

function privateKeyOf({ key }: Identity): Promise<CryptoKey> {
  const [pkcs8 = new ArrayBuffer()] = PemConverter.decode(key);
  return crypto.subtle.importKey("pkcs8", pkcs8, RSA, false, ["sign"]);
}
