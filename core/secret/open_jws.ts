import { base64url, compactVerify, createLocalJWKSet, type JSONWebKeySet } from "jose";

/** A text is not what it claims to be, or is not signed. */
export class NotValid extends Error {}

/**
 * The JSON that the portal signed, by nothing but its public keys. Throws NotValid for another type, a signature that
 * is not one of these keys', and a different encoding of the same bytes.
 */
export async function openJws(
  jws: string,
  type: string,
  jwks: JSONWebKeySet,
): Promise<Readonly<Record<string, unknown>>> {
  for (const part of jws.split(".")) {
    if (base64url.encode(base64url.decode(part)) !== part) {
      throw new NotValid("The signed text is not in canonical form");
    }
  }
  try {
    const { payload, protectedHeader } = await compactVerify(jws, createLocalJWKSet(jwks), {
      algorithms: ["EdDSA"],
    });
    if (protectedHeader.typ !== type) throw new NotValid(`It is not a ${type}`);
    return JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(payload));
  } catch (error) {
    if (error instanceof NotValid) throw error;
    throw new NotValid(`The signature is not valid: ${error}`);
  }
}
