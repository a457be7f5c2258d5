import type { Vault } from "../secret/vault.ts";
import { typedCode } from "../text/typed_code.ts";

/** No I, L, O, U, 0 or 1: no look-alikes, on a screen or read aloud. */
const ALPHABET = "23456789ABCDEFGHJKMNPQRSTVWXYZ";
const LENGTH = 8;
const HALF = LENGTH / 2;
/** Bytes from here on would make the first letters more likely than the rest. */
const FAIR_BYTES = 256 - 256 % ALPHABET.length;

/** A fresh short code. Its 39 bits cannot be guessed within its ten minutes. */
export function makePairingCode(random: (bytes: number) => Uint8Array): string {
  let code = "";
  while (code.length < LENGTH) {
    for (const byte of random(LENGTH)) {
      if (byte < FAIR_BYTES && code.length < LENGTH) code += ALPHABET[byte % ALPHABET.length];
    }
  }
  return code;
}

/** As shown and read aloud: `K7MP-3QXA`. */
export function formatPairingCode(code: string): string {
  return `${code.slice(0, HALF)}-${code.slice(HALF)}`;
}

/** What was entered, in capitals and without spaces and dashes; undefined when that cannot be a code. */
export function readPairingCode(typed: string): string | undefined {
  const code = typedCode(typed);
  const known = [...code].every((each) => ALPHABET.includes(each));
  return known && code.length === LENGTH ? code : undefined;
}

/** What is stored of a short code; keyed, because it is short enough to brute-force. */
export function digestPairingCode(vault: Pick<Vault, "mac">, code: string): Promise<string> {
  return vault.mac("screen pairing", code);
}
