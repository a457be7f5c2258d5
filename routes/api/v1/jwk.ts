import { base64url, errors, importJWK } from "jose";
import * as z from "zod";
import { ed25519Point } from "../../../core/merchant/ed25519_point.ts";
import type { SignatureAlg } from "../../../core/merchant/merchant_key.ts";
import { hasSmallFactor, isPrimePower } from "../../../core/merchant/rsa_modulus.ts";
import type { FieldError } from "../fields.ts";

const RSA_BITS_MIN = 2_048;
const RSA_BITS_MAX = 4_096;
// Any of these reveals the private key; it must be replaced, never registered.
const PRIVATE_MEMBERS = ["d", "p", "q", "dp", "dq", "qi", "oth", "k"];

// 32 bytes in base64url: the last of 43 characters has two bits to spare.
const coordinate = z.string().regex(/^[A-Za-z0-9_-]{42}[AEIMQUYcgkosw048]$/, {
  error: "32 bytes in base64url",
});
const modulus = z.string().refine((value) => inRange(bitsOf(value)), {
  params: { code: "wrong_size" },
  error: `must have ${RSA_BITS_MIN} to ${RSA_BITS_MAX} bits`,
}).meta({ pattern: modulusPattern() });

const members = {
  use: z.literal("sig").optional(),
  key_ops: z.array(z.literal("verify")).optional(),
};

/** A public JWK of one of the three types we verify with; the type determines the algorithm. */
export const publicJwk = z.discriminatedUnion("kty", [
  z.looseObject({
    kty: z.literal("OKP"),
    crv: z.literal("Ed25519"),
    x: coordinate,
    alg: z.enum(["EdDSA", "Ed25519"]).optional(),
    ...members,
  }),
  z.looseObject({
    kty: z.literal("EC"),
    crv: z.literal("P-256"),
    x: coordinate,
    y: coordinate,
    alg: z.literal("ES256").optional(),
    ...members,
  }),
  z.looseObject({
    kty: z.literal("RSA"),
    n: modulus,
    e: z.literal("AQAB"),
    alg: z.literal("PS256").optional(),
    ...members,
  }),
]).superRefine((jwk, context) => {
  for (const member of PRIVATE_MEMBERS.filter((name) => Object.hasOwn(jwk, name))) {
    context.addIssue({
      code: "custom",
      path: [member],
      params: { code: "private_part" },
      message: "is a private part: send only the public key, and make a new key pair",
    });
  }
}).meta({
  // Other members are ignored [RFC 7517, 4], except the one name that no JSON object of ours may have.
  not: { anyOf: [...PRIVATE_MEMBERS, "__proto__"].map((name) => ({ required: [name] })) },
});

export type PublicJwk = z.output<typeof publicJwk>;

export interface ReadJwk {
  readonly alg: SignatureAlg;
  /** Only the members that make the key, in one order. */
  readonly jwk: string;
}

/**
 * The key as it is stored, or what is wrong with it when no key has these numbers, or anybody could sign for it. Asks
 * nothing that takes long: the caller is not known yet.
 */
export async function readJwk(given: PublicJwk): Promise<ReadJwk | FieldError> {
  const { alg, members } = kindOf(given);
  const jwk = JSON.stringify(members);
  const notAKey = { path: "jwk", code: "not_a_key", detail: "is not a point on its curve" };
  if (given.kty === "EC" && !onP256(numberOf(given.x), numberOf(given.y))) return notAKey;
  if (given.kty === "OKP") {
    const point = ed25519Point(base64url.decode(given.x));
    if (point === "no_point") return notAKey;
    if (point === "small_order") return weak("is a point of small order");
  }
  if (given.kty === "RSA" && hasSmallFactor(numberOf(given.n))) {
    return weak("has a modulus with a small factor");
  }
  try {
    await importJWK(JSON.parse(jwk), alg);
    return { alg, jwk };
  } catch (error) {
    if (!(error instanceof DOMException) && !(error instanceof errors.JOSEError)) throw error;
    return notAKey;
  }
}

/** The rest of what makes an RSA key weak; takes up to a tenth of a second. */
export function weaknessOf(modulus: string): FieldError | undefined {
  return isPrimePower(numberOf(modulus))
    ? weak("has a modulus that is a prime or a power of one")
    : undefined;
}

function weak(why: string): FieldError {
  return { path: "jwk", code: "weak_key", detail: `${why}: anybody could sign for it` };
}

// FIPS 186-5: the prime and the constant of y² = x³ - 3x + b. A runtime may import a point without checking it.
const P256_P = 2n ** 256n - 2n ** 224n + 2n ** 192n + 2n ** 96n - 1n;
const P256_B = 0x5ac635d8aa3a93e7b3ebbd55769886bc651d06b0cc53b0f63bce3c3e27d2604bn;

function onP256(x: bigint, y: bigint): boolean {
  if (x >= P256_P || y >= P256_P) return false;
  return (y * y - (x * x * x - 3n * x + P256_B)) % P256_P === 0n;
}

function numberOf(text: string): bigint {
  let number = 0n;
  for (const byte of base64url.decode(text)) number = (number << 8n) | BigInt(byte);
  return number;
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

/**
 * 2,048 to 4,096 bits in base64url: either 256 bytes that begin with a one, or up to 512 of which the first is not zero.
 * What the last character has to spare is zero.
 */
function modulusPattern(): string {
  const any = "[A-Za-z0-9_-]";
  const notZero = `(?:[B-Za-z0-9_-]${any}|A[Q-Za-z0-9_-])`;
  const two = `${any}{2}[AEIMQUYcgkosw048]`;
  const start = `${notZero}${any}{2}`;
  return `^(?:[g-z0-9_-]${any}{340}[AQgw]|${start}(?:${any}{4}){84}${two}` +
    `|${start}(?:${any}{4}){85,169}(?:${any}[AQgw]|${two})?)$`;
}
