import { createHash, createPublicKey, verify } from "node:crypto";

interface Signed {
  readonly text: string;
  readonly publicKey: string;
  readonly clientData: string;
  readonly authenticatorData: string;
  readonly signature: string;
  readonly rpId: string;
}

/** As a stranger checks what a passkey signed: with Node's own cryptography and the specification [WebAuthn 7.2]. */
export function verifies(
  { text, publicKey, clientData, authenticatorData, signature, rpId }: Signed,
) {
  const bytes = (part: string) => Buffer.from(part, "base64url");
  const client = JSON.parse(bytes(clientData).toString());
  const data = bytes(authenticatorData);
  const sha256 = (of: string | Buffer) => createHash("sha256").update(of).digest();
  // COSE of Ed25519 and of P-256: what a key is made of stands at fixed places.
  const cose = bytes(publicKey);
  const coordinate = (from: number) => cose.subarray(from, from + 32).toString("base64url");
  const edwards = cose[2] === 1;
  const key = createPublicKey({
    format: "jwk",
    key: edwards
      ? { kty: "OKP", crv: "Ed25519", x: coordinate(10) }
      : { kty: "EC", crv: "P-256", x: coordinate(10), y: coordinate(45) },
  });
  const all = Buffer.concat([data, sha256(bytes(clientData))]);
  return client.challenge === sha256(text).toString("base64url") &&
    data.subarray(0, 32).equals(sha256(rpId)) && ((data[32] ?? 0) & 0b101) === 0b101 &&
    verify(edwards ? null : "sha256", all, key, bytes(signature));
}
