import { Buffer } from "node:buffer";
import { constants, privateDecrypt, X509Certificate } from "node:crypto";
import type { Context } from "../context.ts";
import type { Identity } from "../pki.ts";
import type { Message } from "./message.ts";

/** The text in braces of a value like `{trId=62000000001&tokenType=01}`. */
export function readBraces(text: string): Message {
  const inner = /^\{(.*)\}$/s.exec(text)?.[1] ?? "";
  return Object.fromEntries(
    inner.split("&").map((part) => {
      const at = part.indexOf("=");
      return at < 0 ? [part, ""] : [part.slice(0, at), part.slice(at + 1)];
    }),
  );
}

/** The card number, which is encrypted when `encryptCertId` names to what; undefined when it cannot be read. */
export function readCardNumber({ pki }: Context, asked: Message): string | undefined {
  const given = asked["accNo"] ?? "";
  if (!asked["encryptCertId"]) return /^\d{12,19}$/.test(given) ? given : undefined;
  if (asked["encryptCertId"] !== pki.encryption.certId) return undefined;
  return decrypted(given, pki.encryption);
}

/** What is known of the payer, with what of it is encrypted; undefined when it cannot be read. */
export function readCustomer({ pki }: Context, asked: Message): Message | undefined {
  const given = asked["customerInfo"];
  if (!given) return {};
  const { encryptedInfo, ...plain } = readBraces(Buffer.from(given, "base64").toString());
  if (encryptedInfo === undefined) return plain;
  const inner = asked["encryptCertId"] === pki.encryption.certId
    ? decrypted(encryptedInfo, pki.encryption)
    : undefined;
  return inner === undefined ? undefined : { ...plain, ...readBraces(`{${inner}}`) };
}

/** The certificate that card data are to be encrypted to. */
export function encryptionCertificate({ pki }: Context): string {
  return new X509Certificate(pki.encryption.certificate).toString();
}

function decrypted(text: string, { key }: Identity): string | undefined {
  try {
    const padding = constants.RSA_PKCS1_PADDING;
    return privateDecrypt({ key, padding }, Buffer.from(text, "base64")).toString();
  } catch {
    return undefined;
  }
}
