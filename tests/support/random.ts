/** Repeatable randomness: the same seed gives the same choices. */
export interface Random {
  /** From 0 to below `limit`. */
  below(limit: number): number;
  pick<T>(from: readonly T[]): T;
  bytes(count: number): Uint8Array<ArrayBuffer>;
  /** Printable and not so printable characters that an HTTP header may hold. */
  text(length: number): string;
  base64url(length: number): string;
}

const BASE64URL = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

/** Mulberry32. */
export function seededRandom(seed: number): Random {
  let state = seed >>> 0;
  const next = () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return (mixed ^ (mixed >>> 14)) >>> 0;
  };
  const below = (limit: number) => next() % limit;
  const chars = (length: number, char: () => string) => Array.from({ length }, char).join("");
  return {
    below,
    pick: (from) => {
      const picked = from[below(from.length)];
      if (picked === undefined && from.length === 0) throw new RangeError("Cannot pick of nothing");
      return picked as (typeof from)[number];
    },
    bytes: (count) => Uint8Array.from({ length: count }, () => below(256)),
    text: (length) => chars(length, () => String.fromCharCode(33 + below(94))),
    base64url: (length) => chars(length, () => BASE64URL.charAt(below(64))),
  };
}
