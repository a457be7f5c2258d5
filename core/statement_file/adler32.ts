const MODULUS = 65_521;
export const ADLER_BYTES = 4;
/** So many bytes are summed before the remainder is taken; more would not be exact. */
const RUN_BYTES = 4_096;

/** The sum with which zlib ends [RFC 1950]. */
export function adler32() {
  let [a, b] = [1, 0];
  return {
    add(bytes: Uint8Array): void {
      for (let from = 0; from < bytes.length; from += RUN_BYTES) {
        for (const byte of bytes.subarray(from, from + RUN_BYTES)) {
          a += byte;
          b += a;
        }
        [a, b] = [a % MODULUS, b % MODULUS];
      }
    },
    hex: () => (b * 65_536 + a).toString(16).padStart(2 * ADLER_BYTES, "0"),
  };
}
