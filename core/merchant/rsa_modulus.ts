// NIST SP 800-89, 5.3.3: what can be asked of a modulus without its factors.
const SMALLEST_FACTOR = 752;

/** Has a factor that anybody finds, as every even number has. */
export function hasSmallFactor(modulus: bigint): boolean {
  for (let factor = 2; factor < SMALLEST_FACTOR; factor++) {
    if (modulus % BigInt(factor) === 0n) return true;
  }
  return false;
}

/**
 * A prime or the power of one: whoever reads it knows the private key. Takes up to a tenth of a second. For a prime p
 * of such a number n, p divides 2ⁿ - 2 [Fermat]; for another n it does only by a chance that nobody meets.
 */
export function isPrimePower(modulus: bigint): boolean {
  return commonDivisor(powerOfTwo(modulus) - 2n, modulus) !== 1n;
}

function powerOfTwo(modulus: bigint): bigint {
  let power = 1n;
  for (const bit of modulus.toString(2)) {
    power = power * power % modulus;
    if (bit === "1") power = (power << 1n) % modulus;
  }
  return power;
}

function commonDivisor(a: bigint, b: bigint): bigint {
  while (b !== 0n) [a, b] = [b, a % b];
  return a < 0n ? -a : a;
}
