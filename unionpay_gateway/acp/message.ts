import { Buffer } from "node:buffer";
import {
  createHash,
  createPrivateKey,
  createPublicKey,
  type KeyObject,
  sign,
  verify,
} from "node:crypto";
import type { Identity } from "../pki.ts";

/** A message by the names of its fields. */
export type Message = Readonly<Record<string, string>>;

/** What is wrong with a message that cannot be read. */
export interface Flaw {
  readonly flaw: string;
}

/** A form as merchants send it, decoded once; strict about what any parser would quietly put right. */
export function readForm(body: string): Message | Flaw {
  const fields: Record<string, string> = {};
  for (const part of body.split("&")) {
    const at = part.indexOf("=");
    if (at < 1) return { flaw: "not name=value" };
    const [name, value] = [decoded(part.slice(0, at)), decoded(part.slice(at + 1))];
    if (name === undefined || value === undefined) return { flaw: "not encoded in UTF-8" };
    if (name in fields) return { flaw: `${name} occurs twice` };
    fields[name] = value;
  }
  return fields;
}

export function isFlaw(read: Message | Flaw): read is Flaw {
  return typeof read["flaw"] === "string" && Object.keys(read).length === 1;
}

/** An answer as the gateway writes it: nothing is encoded. */
export function printRaw(message: Message): string {
  return Object.entries(message).map(([name, value]) => `${name}=${value}`).join("&");
}

/** The message with this identity's certificate, whose line ends are CRLF and signed, and its signature. */
export function signed(message: Message, { certificate, key }: Identity): Message {
  const signPubKeyCert = certificate.trimEnd().replace(/\r?\n/g, "\r\n");
  const said = { ...message, signMethod: "01", signPubKeyCert };
  return { ...said, signature: sign("sha256", digestOf(said), keyOf(key)).toString("base64") };
}

/** Whether the owner of this certificate signed the message. */
export function isSignedBy(message: Message, certificate: string): boolean {
  const { signature = "", ...rest } = message;
  if (!/^[0-9A-Za-z+/]+={0,2}$/.test(signature)) return false;
  const bytes = new Uint8Array(Buffer.from(signature, "base64"));
  return verify("sha256", digestOf(rest), publicKeyOf(certificate), bytes);
}

/** `name=value` in the order of the names' bytes, without those that are empty. */
export function canonical(message: Message): string {
  const names = Object.keys(message).filter((name) => message[name] !== "");
  return names.sort((a, b) => Buffer.compare(Buffer.from(a), Buffer.from(b)))
    .map((name) => `${name}=${message[name]}`).join("&");
}

/** Version 5.1.0 signs the hexadecimal text of the digest, so that the text is hashed twice. */
function digestOf(message: Message): Uint8Array {
  return new TextEncoder().encode(createHash("sha256").update(canonical(message)).digest("hex"));
}

function decoded(text: string): string | undefined {
  try {
    return decodeURIComponent(text.replaceAll("+", " "));
  } catch {
    return undefined;
  }
}

const keys = new Map<string, KeyObject>();

/** Reading a key takes longer than signing with it. */
function keyOf(pem: string): KeyObject {
  return kept(pem, () => createPrivateKey(pem));
}

function publicKeyOf(pem: string): KeyObject {
  return kept(pem, () => createPublicKey(pem));
}

const KEYS_MAX = 1_000;

function kept(pem: string, read: () => KeyObject): KeyObject {
  const known = keys.get(pem);
  if (known) return known;
  if (keys.size >= KEYS_MAX) keys.clear();
  const key = read();
  keys.set(pem, key);
  return key;
}
