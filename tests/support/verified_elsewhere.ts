import { createHash, createPublicKey, createVerify } from "node:crypto";

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
  // COSE of P-256: the two coordinates stand at fixed places.
  const cose = bytes(publicKey);
  const key = createPublicKey({
    format: "jwk",
    key: {
      kty: "EC",
      crv: "P-256",
      x: cose.subarray(10, 42).toString("base64url"),
      y: cose.subarray(45, 77).toString("base64url"),
    },
  });
  return client.challenge === sha256(text).toString("base64url") &&
    data.subarray(0, 32).equals(sha256(rpId)) && ((data[32] ?? 0) & 0b101) === 0b101 &&
    createVerify("sha256").update(Buffer.concat([data, sha256(bytes(clientData))]))
      .verify(key, bytes(signature));
}
