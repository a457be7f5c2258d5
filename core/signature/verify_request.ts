import { base64url, errors, flattenedVerify, importJWK } from "jose";
import type { JWK } from "jose";
import type { MerchantKey } from "../merchant/merchant_key.ts";
import type { Result } from "../result.ts";
import { ok, rejected } from "../result.ts";
import { seconds, unixSeconds } from "../time.ts";
import type { Instant } from "../time.ts";
import type { RequestSignature } from "./read_signature.ts";

/** How old a signature may be, and how far ahead of us a clock may run [FAPI 2.0 security profile, 5.3.2.1]. */
export const SIGNATURE_AGE_MAX = seconds(300);
export const SIGNATURE_LEAD_MAX = seconds(10);

export interface SignedRequest {
  readonly method: string;
  /** The full URL in every spelling that refers to this portal. */
  readonly urls: readonly string[];
  /** The raw bytes, as received. */
  readonly body: Uint8Array;
}

export type SignatureRefusal = {
  readonly code:
    | "signature_key_unknown"
    | "signature_alg_refused"
    | "signature_key_not_active"
    | "signature_expired"
    | "signature_from_future"
    | "signature_other_request"
    | "signature_wrong";
};

interface Given {
  readonly key: MerchantKey | undefined;
  readonly now: Instant;
  /** On the merchant's own clock, on which its keys start and retire. */
  readonly merchantNow: Instant;
}

/** Decides whether this signature was made by the key, which is active, and is fresh and meant for this request. */
export async function verifyRequest(
  signature: RequestSignature,
  request: SignedRequest,
  { key, now, merchantNow }: Given,
): Promise<Result<MerchantKey, SignatureRefusal>> {
  if (!key) return rejected({ code: "signature_key_unknown" });
  if (signature.alg !== key.alg) return rejected({ code: "signature_alg_refused" });
  if (!inForce(key, merchantNow)) return rejected({ code: "signature_key_not_active" });

  const age = unixSeconds(now) - signature.iat;
  if (age > SIGNATURE_AGE_MAX / 1_000) return rejected({ code: "signature_expired" });
  if (-age > SIGNATURE_LEAD_MAX / 1_000) return rejected({ code: "signature_from_future" });
  if (signature.htm !== request.method || !request.urls.includes(signature.htu)) {
    return rejected({ code: "signature_other_request" });
  }

  const fits = await signatureFits(signature, request.body, key);
  return fits ? ok(key) : rejected({ code: "signature_wrong" });
}

function inForce(key: MerchantKey, now: Instant): boolean {
  return key.state === "active" && key.notBefore <= now &&
    (key.retireAt === undefined || now < key.retireAt);
}

async function signatureFits(
  { protectedHeader, signature }: RequestSignature,
  body: Uint8Array,
  key: MerchantKey,
): Promise<boolean> {
  const jwk: JWK = JSON.parse(key.jwk);
  const jws = { protected: protectedHeader, payload: base64url.encode(body), signature };
  try {
    await flattenedVerify(jws, await importJWK(jwk, key.alg), { algorithms: [key.alg] });
    return true;
  } catch (error) {
    if (error instanceof errors.JWSSignatureVerificationFailed) return false;
    throw error;
  }
}
