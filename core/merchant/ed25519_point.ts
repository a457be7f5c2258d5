// RFC 8032, 5.1: the field, and the constant of -x² + y² = 1 + dx²y².
const P = 2n ** 255n - 19n;
const D = mod(-121665n * inverse(121666n));

/**
 * What a public key's 32 bytes are [RFC 8032, 5.1.3]. `no_point` also for a point that is written in another way than
 * its only canonical one: a key would have two texts. `small_order`: anybody can make a signature that verifies.
 */
export function ed25519Point(bytes: Uint8Array): "good" | "no_point" | "small_order" {
  const number = BigInt(`0x${bytes.toReversed().toHex()}`);
  const y = BigInt.asUintN(255, number);
  if (y >= P) return "no_point";
  const yy = mod(y * y);
  const xx = mod((yy - 1n) * inverse(D * yy + 1n));
  const negative = number >> 255n === 1n;
  if (!isSquare(xx) || (xx === 0n && negative)) return "no_point";
  return eightfold(y, xx) === 1n ? "small_order" : "good";
}

/** The y of eight times the point; 1 is the neutral element, and no other point has it. */
function eightfold(y: bigint, xx: bigint): bigint {
  for (let doublings = 0; doublings < 3; doublings++) {
    const yy = mod(y * y);
    y = mod((yy + xx) * inverse(1n - D * xx * yy));
    xx = mod((y * y - 1n) * inverse(D * y * y + 1n));
  }
  return y;
}

function isSquare(number: bigint): boolean {
  return power(number, (P - 1n) / 2n) <= 1n;
}

function inverse(number: bigint): bigint {
  return power(mod(number), P - 2n);
}

function power(base: bigint, exponent: bigint): bigint {
  let product = 1n;
  for (const bit of exponent.toString(2)) {
    product = product * product % P;
    if (bit === "1") product = product * base % P;
  }
  return product;
}

function mod(number: bigint): bigint {
  return ((number % P) + P) % P;
}
