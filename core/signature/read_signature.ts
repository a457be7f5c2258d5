import { base64url } from "jose";
import type { Kid } from "../id.ts";
import type { SignatureAlg } from "../merchant/merchant_key.ts";
import type { Result } from "../result.ts";
import { ok, rejected } from "../result.ts";
import { strictJson } from "../strict_json.ts";

/** A detached JWS over a request, parsed but not yet verified. */
export interface RequestSignature {
  readonly alg: SignatureAlg;
  readonly kid: Kid;
  /** Unix seconds. */
  readonly iat: number;
  readonly jti: string;
  /** The method and the full URL it was made for. */
  readonly htm: string;
  readonly htu: string;
  /** The number below its own that the signer acts for, as claimed. */
  readonly merchantNo: string | undefined;
  /** Base64url, as received: this text is what was signed. */
  readonly protectedHeader: string;
  readonly signature: string;
}

export type UnreadableSignature =
  | { readonly code: "signature_malformed"; readonly reason: string }
  | { readonly code: "signature_alg_refused" };

const HEADER_CHARS_MAX = 4_096;
const JTI_CHARS_MAX = 128;
const DETACHED = /^([A-Za-z0-9_-]+)\.\.([A-Za-z0-9_-]+)$/;
// deno-lint-ignore no-control-regex
const CONTROL = /[\u0000-\u001f\u007f-\u009f]/;

/** Reads `header..signature` [RFC 7515, appendix F]. The algorithms are an allow-list [RFC 8725, 3.1]. */
export function readSignature(text: string): Result<RequestSignature, UnreadableSignature> {
  const [, protectedHeader, signature] = DETACHED.exec(text) ?? [];
  if (!protectedHeader || !signature || text.length > HEADER_CHARS_MAX) {
    return malformed("expected header..signature in base64url");
  }
  if (!canonical(signature)) return malformed("the signature is not base64url");
  const header = readHeader(protectedHeader);
  if (!header) return malformed("the header is not a JSON object in base64url");
  return readClaims(header, protectedHeader, signature);
}

/** The `jti` a signature claims, verified or not, so that even its refusal can name the request. */
export function claimedJti(text: string): string | undefined {
  const [, protectedHeader] = DETACHED.exec(text) ?? [];
  const header = protectedHeader && text.length <= HEADER_CHARS_MAX && readHeader(protectedHeader);
  return header && isJti(header["jti"]) ? header["jti"] : undefined;
}

function readClaims(
  header: Readonly<Record<string, unknown>>,
  protectedHeader: string,
  signature: string,
): Result<RequestSignature, UnreadableSignature> {
  const { alg, kid, iat, jti, htm, htu, merchant_no: merchantNo } = header;
  // We support no extensions, so anything critical is unknown to us; `b64` has a meaning only with `crit`.
  if ("crit" in header || "b64" in header) return malformed("crit and b64 are not understood");
  if (typeof alg !== "string") return malformed("alg is missing");
  if (!isAlg(alg)) return rejected({ code: "signature_alg_refused" });
  if (typeof kid !== "string" || kid === "" || kid.length > JTI_CHARS_MAX) {
    return malformed("kid is missing");
  }
  if (!Number.isSafeInteger(iat)) return malformed("iat must be whole seconds");
  if (!isJti(jti)) return malformed("jti must have 1 to 128 characters");
  if (typeof htm !== "string") return malformed("htm is missing");
  if (typeof htu !== "string") return malformed("htu is missing");
  if (merchantNo !== undefined && typeof merchantNo !== "string") {
    return malformed("merchant_no must be a text");
  }
  return ok({
    alg,
    kid,
    iat: Number(iat),
    jti,
    htm,
    htu,
    merchantNo,
    protectedHeader,
    signature,
  });
}

function malformed(reason: string): Result<never, UnreadableSignature> {
  return rejected({ code: "signature_malformed", reason });
}

function isAlg(alg: string): alg is SignatureAlg {
  return alg === "EdDSA" || alg === "ES256" || alg === "PS256";
}

function isJti(jti: unknown): jti is string {
  return typeof jti === "string" && jti.length >= 1 && jti.length <= JTI_CHARS_MAX &&
    jti.isWellFormed() && !CONTROL.test(jti);
}

function readHeader(text: string): Readonly<Record<string, unknown>> | undefined {
  if (!canonical(text)) return undefined;
  const json = strictJson(new Uint8Array(base64url.decode(text)));
  if (!json.ok || typeof json.value !== "object" || json.value === null) return undefined;
  return Array.isArray(json.value) ? undefined : { ...json.value };
}

/** One text per signature: spare bits and odd lengths would let a changed text decode to the same bytes. */
function canonical(text: string): boolean {
  return text.length % 4 !== 1 && base64url.encode(base64url.decode(text)) === text;
}
