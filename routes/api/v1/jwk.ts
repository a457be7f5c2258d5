import { base64url, errors, importJWK } from "jose";
import { z } from "zod";
import type { SignatureAlg } from "../../../core/merchant/merchant_key.ts";
import type { FieldError } from "../../fields.ts";

const RSA_BITS_MIN = 2_048;
const RSA_BITS_MAX = 4_096;
// Any of these gives the private key away; it must be made anew, never registered.
const PRIVATE_MEMBERS = ["d", "p", "q", "dp", "dq", "qi", "oth", "k"];

const coordinate = z.string().refine((value) => bytesOf(value)?.length === 32, {
  params: { code: "wrong_format" },
  error: "must be 32 bytes in base64url",
});
const modulus = z.string().refine((value) => inRange(bitsOf(value)), {
  params: { code: "wrong_size" },
  error: `must have ${RSA_BITS_MIN} to ${RSA_BITS_MAX} bits`,
});

const use = z.literal("sig").optional();
const keyOps = z.array(z.literal("verify")).optional();

/** A public JWK of one of the three kinds we verify with; the kind decides the algorithm. */
export const publicJwk = z.discriminatedUnion("kty", [
  z.object({
    kty: z.literal("OKP"),
    crv: z.literal("Ed25519"),
    x: coordinate,
    alg: z.enum(["EdDSA", "Ed25519"]).optional(),
    use,
    key_ops: keyOps,
  }),
  z.object({
    kty: z.literal("EC"),
    crv: z.literal("P-256"),
    x: coordinate,
    y: coordinate,
    alg: z.literal("ES256").optional(),
    use,
    key_ops: keyOps,
  }),
  z.object({
    kty: z.literal("RSA"),
    n: modulus,
    e: z.literal("AQAB"),
    alg: z.literal("PS256").optional(),
    use,
    key_ops: keyOps,
  }),
]);

/** The JWK a merchant sends, refused when it holds any private part. */
export const registeredJwk = z.record(z.string(), z.unknown())
  .superRefine((jwk, context) => {
    for (const member of PRIVATE_MEMBERS.filter((name) => Object.hasOwn(jwk, name))) {
      context.addIssue({
        code: "custom",
        path: [member],
        params: { code: "private_part" },
        message: "is a private part: send only the public key, and make a new key pair",
      });
    }
  })
  .pipe(publicJwk);

export type PublicJwk = z.output<typeof publicJwk>;

export interface ReadJwk {
  readonly alg: SignatureAlg;
  /** Only the members that make the key, in one order. */
  readonly jwk: string;
}

/** The key as it is kept, or what is wrong with it when no key has these numbers. */
export async function readJwk(given: PublicJwk): Promise<ReadJwk | FieldError> {
  const { alg, members } = kindOf(given);
  const jwk = JSON.stringify(members);
  try {
    await importJWK(JSON.parse(jwk), alg);
    return { alg, jwk };
  } catch (error) {
    if (!(error instanceof DOMException) && !(error instanceof errors.JOSEError)) throw error;
    return { path: "jwk", code: "not_a_key", detail: "is not a point on its curve" };
  }
}

function kindOf(
  given: PublicJwk,
): { readonly alg: SignatureAlg; readonly members: Readonly<Record<string, string>> } {
  switch (given.kty) {
    case "OKP":
      return { alg: "EdDSA", members: { kty: given.kty, crv: given.crv, x: given.x } };
    case "EC":
      return { alg: "ES256", members: { kty: given.kty, crv: given.crv, x: given.x, y: given.y } };
    case "RSA":
      return { alg: "PS256", members: { kty: given.kty, n: given.n, e: given.e } };
  }
}

function bytesOf(text: string): Uint8Array | undefined {
  if (!/^[A-Za-z0-9_-]{1,1024}$/.test(text) || text.length % 4 === 1) return undefined;
  const bytes = base64url.decode(text);
  return base64url.encode(bytes) === text ? bytes : undefined;
}

function bitsOf(text: string): number {
  const bytes = bytesOf(text);
  const first = bytes?.[0];
  if (!bytes || !first) return 0;
  return bytes.length * 8 - Math.clz32(first) + 24;
}

function inRange(bits: number): boolean {
  return bits >= RSA_BITS_MIN && bits <= RSA_BITS_MAX;
}
