import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { openssl, opensslText } from "./openssl.ts";
import type { Certified, UnionpayCa } from "./unionpay_ca.ts";

/** A message by field, as the gateway would say it about a paid order. */
export type Said = Readonly<Record<string, string>>;

export function saidOfPayment(pem: string): Said {
  return {
    version: "5.1.0",
    encoding: "UTF-8",
    signMethod: "01",
    txnType: "01",
    txnSubType: "07",
    bizType: "000000",
    accessType: "0",
    merId: "777290058110097",
    orderId: "01KAF0ZV9Q3W5X7Y9Z1B3D5F7H",
    txnTime: "20261120093000",
    txnAmt: "8800",
    currencyCode: "156",
    queryId: "442401051450467846498",
    reqReserved: "",
    accNo: "6222****1234",
    respCode: "00",
    respMsg: "成功[0000000]",
    tokenPayData: "{token=6201&trId=62000000001&tokenType=01}",
    note: "1+1=2",
    signPubKeyCert: inCrlf(pem),
  };
}

/** A certificate as messages carry it: the line ends are signed with the rest. */
export function inCrlf(pem: string): string {
  return pem.trimEnd().replaceAll("\n", "\r\n");
}

/** The signature of exactly this text by openssl, which hashes it twice as version 5.1.0 wants it. */
export async function signatureByOpenssl(
  text: string,
  { keyFile, folder }: Pick<Certified, "keyFile"> & Pick<UnionpayCa, "folder">,
): Promise<string> {
  const digest = await openssl(["dgst", "-sha256", "-binary"], text);
  const hex = Array.from(digest, (byte) => byte.toString(16).padStart(2, "0")).join("");
  const file = join(folder, `digest_${crypto.randomUUID()}`);
  await writeFile(file, hex);
  const base64 = await opensslText(["base64", "-A"], await sign(file, keyFile));
  return base64.trim();
}

function sign(file: string, keyFile: string): Promise<Uint8Array> {
  return openssl(["dgst", "-sha256", "-sign", keyFile, file]);
}

/** What the gateway signs of these fields, written by the rule alone. */
export function textToSign(said: Said): string {
  return Object.keys(said).filter((name) => said[name]).sort().map((name) =>
    `${name}=${said[name]}`
  )
    .join("&");
}
