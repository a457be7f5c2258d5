import { base64url, createRemoteJWKSet, flattenedVerify, type FlattenedVerifyGetKey } from "jose";

/** The public keys of a portal. Fetched when they are first needed, and again when a signature names a new one. */
export type PortalKeys = FlattenedVerifyGetKey;

export function portalKeys(baseUrl: string): PortalKeys {
  return createRemoteJWKSet(new URL("/.well-known/jwks.json", baseUrl));
}

/** What the portal signed wasn't signed by it, was changed on its way, or belongs to something else. */
export class NotTrusted extends Error {
  override readonly name = "NotTrusted";
}

/** The protected header of the detached JWS over `body`. Throws NotTrusted unless the portal signed it. */
export async function verifiedHeader(
  signature: string | null | undefined,
  body: Uint8Array,
  keys: PortalKeys,
): Promise<Readonly<Record<string, unknown>>> {
  const [header, nothing, end, ...more] = (signature ?? "").split(".");
  if (!header || nothing !== "" || !end || more.length > 0) {
    throw new NotTrusted("It is not signed");
  }
  const payload = base64url.encode(body);
  try {
    const jws = { protected: header, payload, signature: end };
    const { protectedHeader } = await flattenedVerify(jws, keys, { algorithms: ["EdDSA"] });
    return protectedHeader ?? {};
  } catch (error) {
    throw new NotTrusted("Its signature is wrong", { cause: error });
  }
}
