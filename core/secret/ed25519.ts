// RFC 8410: the fixed prefix of a PKCS #8 Ed25519 key; the 32-byte seed follows. WebCrypto accepts no bare seed.
const PKCS8 = Uint8Array.fromHex("302e020100300506032b657004220420");

export function importSeed(seed: Uint8Array, extractable: boolean): Promise<CryptoKey> {
  const key = Uint8Array.from([...PKCS8, ...seed]);
  return crypto.subtle.importKey("pkcs8", key, "Ed25519", extractable, ["sign"]);
}

/** The public key of a seed, in base64url. */
export async function publicKeyOf(seed: Uint8Array): Promise<string> {
  const { x } = await crypto.subtle.exportKey("jwk", await importSeed(seed, true));
  if (!x) throw new TypeError("Cannot make a key: the runtime exported no public part");
  return x;
}
