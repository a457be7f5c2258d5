import { numberOf, power } from "./modular.ts";

/** Opens what the gateway encrypted to a certificate of ours. */
export type Decrypt = (text: string) => Promise<string | undefined>;

const RSA = { name: "RSA-OAEP", hash: "SHA-256" };

/**
 * A sensitive value that the gateway encrypted to us: base64 of RSA with the padding of PKCS #1 v1.5, which WebCrypto
 * does not have. Undefined for what this key does not open. Only of messages whose signature was checked: whoever can
 * send others must not learn what opens.
 */
export function decrypter(pkcs8: Uint8Array<ArrayBuffer>): Decrypt {
  let parts: Promise<Parts> | undefined;
  return async (text) => {
    const cipher = bytesOf(text);
    if (!cipher) return undefined;
    const { p, q, dp, dq, qi, length } = await (parts ??= partsOf(pkcs8));
    if (cipher.length !== length) return undefined;
    const c = numberOf(cipher);
    const [m1, m2] = [power(c % p, dp, p), power(c % q, dq, q)];
    const block = m2 + q * (qi * (((m1 - m2) % p + p) % p) % p);
    const bytes = Uint8Array.fromHex(block.toString(16).padStart(length * 2, "0"));
    const end = bytes.indexOf(0, 2);
    if (bytes[0] !== 0 || bytes[1] !== 2 || end < PADDING_END_MIN) return undefined;
    return new TextDecoder().decode(bytes.subarray(end + 1));
  };
}

const PADDING_END_MIN = 10;

interface Parts {
  readonly p: bigint;
  readonly q: bigint;
  readonly dp: bigint;
  readonly dq: bigint;
  readonly qi: bigint;
  /** Of the modulus, in bytes. */
  readonly length: number;
}

async function partsOf(pkcs8: Uint8Array<ArrayBuffer>): Promise<Parts> {
  const key = await crypto.subtle.importKey("pkcs8", pkcs8, RSA, true, ["decrypt"]);
  const jwk = await crypto.subtle.exportKey("jwk", key);
  const read = (text = "") => Uint8Array.fromBase64(text, { alphabet: "base64url" });
  const [p, q, dp, dq, qi] = [jwk.p, jwk.q, jwk.dp, jwk.dq, jwk.qi].map((each) =>
    numberOf(read(each))
  );
  if (p === undefined || q === undefined || dp === undefined || dq === undefined) {
    throw new TypeError("Cannot read the private key");
  }
  return { p, q, dp, dq, qi: qi ?? 0n, length: read(jwk.n).length };
}

function bytesOf(base64: string): Uint8Array | undefined {
  try {
    return Uint8Array.fromBase64(base64);
  } catch {
    return undefined;
  }
}
