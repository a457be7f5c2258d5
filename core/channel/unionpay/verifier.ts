import { ok, rejected, type Result } from "../../result.ts";
import { type Instant, rfc3339 } from "../../time.ts";
import { type Certificate, readCertificate } from "./certificate.ts";
import { chainsOf } from "./chain.ts";
import type { Fields } from "./fields.ts";
import { pemBlocks } from "./pem.ts";
import { RSA_SHA256, signedBytes } from "./signed_text.ts";

const steps = ["parse", "subject", "validity", "chain", "digest"] as const;
type Step = (typeof steps)[number];

/** By step: `ok`, or why not. */
export type Checks = Readonly<Record<Step, string>>;

export type NotGenuine = {
  readonly code: "not_genuine";
  readonly step: Step;
  readonly detail: string;
};

/** Decides whether a message is the gateway's own. */
export interface Verifier {
  /** Every step by itself, so that whoever looks into a message sees all that is wrong with it. */
  check(fields: Fields, at: Instant): Promise<Checks>;
  /** The message, or the first step that it fails. */
  verify(fields: Fields, at: Instant): Promise<Result<Fields, NotGenuine>>;
}

export interface Trusted {
  /** The gateway's roots and those between; without any the chain of no message is known. */
  readonly certificates: readonly Certificate[];
  /** Whose certificates count: the third part of the common name. */
  readonly names: readonly string[];
}

/** What is known of a certificate that messages carry. */
interface Known {
  readonly certificate: Certificate;
  readonly key: CryptoKey | undefined;
  readonly chains: Awaited<ReturnType<typeof chainsOf>>;
}

/** The gateway changes its certificate every few years, with an overlap. */
const KNOWN_MAX = 16;

// One certificate and nothing else: its line ends are part of what is signed.
const CERTIFICATE =
  /^-----BEGIN CERTIFICATE-----\r?\n[0-9A-Za-z+/=\r\n]+-----END CERTIFICATE-----(?:\r?\n)?$/;
const SIGNATURE = /^[0-9A-Za-z+/]+={0,2}$/;

export function createVerifier(trusted: Trusted): Verifier {
  const known = new Map<string, Known>();
  const check = async (fields: Fields, at: Instant): Promise<Checks> => {
    const pem = fields.get("signPubKeyCert") ?? "";
    const flaw = flawOfHead(fields) ?? flawOfSigned(pem, fields.get("signature"));
    const found = flaw ? undefined : known.get(pem) ?? await look(pem, trusted);
    if (!found) return unchecked(flaw ?? "signPubKeyCert is not a certificate");
    const { certificate, key, chains } = found;
    const wrongSubject = flawOfSubject(certificate, trusted.names);
    // What strangers send, or other customers of the same roots, is not kept.
    if (!wrongSubject && chains.length > 0 && known.size < KNOWN_MAX) known.set(pem, found);
    return {
      parse: "ok",
      subject: wrongSubject ?? "ok",
      validity: flawOfValidity(certificate, at) ?? "ok",
      chain: flawOfChain(certificate, { chains, at, trusted }) ?? "ok",
      digest: await flawOfDigest(fields, key) ?? "ok",
    };
  };
  return {
    check,
    verify: async (fields, at) => {
      const checks = await check(fields, at);
      const step = steps.find((each) => checks[each] !== "ok");
      return step ? rejected({ code: "not_genuine", step, detail: checks[step] }) : ok(fields);
    },
  };
}

/** Where nothing but the first step could be taken. */
export function unchecked(detail: string): Checks {
  const none = "not checked: it cannot be read";
  return { parse: detail, subject: none, validity: none, chain: none, digest: none };
}

async function look(pem: string, { certificates }: Trusted): Promise<Known | undefined> {
  const der = pemBlocks(pem)[0]?.der;
  const certificate = der && readCertificate(der);
  if (!certificate) return undefined;
  const [key, chains] = await Promise.all([
    crypto.subtle.importKey("spki", certificate.publicKey, RSA_SHA256, false, ["verify"])
      .catch(() => undefined),
    chainsOf(certificate, certificates),
  ]);
  return { certificate, key, chains };
}

function flawOfHead(fields: Fields): string | undefined {
  const expected = [["version", "5.1.0"], ["signMethod", "01"]] as const;
  for (const [name, value] of expected) {
    const found = fields.get(name);
    if (found !== value) return `${name} is ${found ?? "missing"}, not ${value}`;
  }
  const encoding = fields.get("encoding");
  if (encoding?.toUpperCase() === "UTF-8") return undefined;
  return `encoding is ${encoding ?? "missing"}, not UTF-8`;
}

function flawOfSigned(pem: string, signature: string | undefined): string | undefined {
  if (pem === "") return "signPubKeyCert is missing";
  if (!CERTIFICATE.test(pem)) return "signPubKeyCert is not one certificate in PEM";
  if (signature === undefined) return "signature is missing";
  return SIGNATURE.test(signature) ? undefined : "signature is not base64";
}

/** `041@<id>@<name>@<number>`, once: a second name could be read by somebody else. */
function flawOfSubject(
  { commonNames }: Certificate,
  names: readonly string[],
): string | undefined {
  const [name = "", ...others] = commonNames;
  const parts = name.split("@");
  const fits = others.length === 0 && parts.length === 4 && names.includes(parts[2] ?? "");
  return fits ? undefined : `the certificate names "${commonNames.join(", ")}"`;
}

function flawOfValidity({ notBefore, notAfter }: Certificate, at: Instant): string | undefined {
  if (at < notBefore) return `the certificate is not valid before ${rfc3339(notBefore)}`;
  return at <= notAfter ? undefined : `the certificate ended at ${rfc3339(notAfter)}`;
}

function flawOfChain(
  { issuer }: Certificate,
  { chains, at, trusted }: Pick<Known, "chains"> & { at: Instant; trusted: Trusted },
): string | undefined {
  if (trusted.certificates.length === 0) return "unknown: no roots were given";
  if (chains.length === 0) return `no way from its issuer "${issuer}" to one of the roots`;
  const open = chains.some(({ from, until }) => from <= at && at <= until);
  return open ? undefined : `none of its ways to a root is valid at ${rfc3339(at)}`;
}

async function flawOfDigest(
  fields: Fields,
  key: CryptoKey | undefined,
): Promise<string | undefined> {
  if (!key) return "the certificate's key is not RSA";
  const signature = bytesOf(fields.get("signature") ?? "");
  if (!signature) return "signature is not base64";
  const holds = await crypto.subtle.verify(RSA_SHA256, key, signature, await signedBytes(fields));
  return holds ? undefined : "the signature does not fit the message";
}

function bytesOf(base64: string): Uint8Array<ArrayBuffer> | undefined {
  try {
    return Uint8Array.fromBase64(base64, { lastChunkHandling: "strict" });
  } catch {
    return undefined;
  }
}
