import { typedCode } from "./typed_code.ts";

/** No I, L, O, U, 0 or 1: no look-alikes, on a screen, on paper or read aloud. */
const ALPHABET = "23456789ABCDEFGHJKMNPQRSTVWXYZ";
/** Bytes from here on would make the first letters more likely than the rest. */
const FAIR_BYTES = 256 - 256 % ALPHABET.length;
const GROUP = /.{4}(?=.)/g;

/** A fresh code of so many characters, each of almost five bits. */
export function drawCode(random: (bytes: number) => Uint8Array, length: number): string {
  let code = "";
  while (code.length < length) {
    for (const byte of random(length)) {
      if (byte < FAIR_BYTES && code.length < length) code += ALPHABET[byte % ALPHABET.length];
    }
  }
  return code;
}

/** As shown and read aloud: `K7MP-3QXA`. */
export function groupedCode(code: string): string {
  return code.replace(GROUP, "$&-");
}

/** What was entered, in capitals and without spaces and dashes; undefined when that cannot be such a code. */
export function readableCode(typed: string, length: number): string | undefined {
  const code = typedCode(typed);
  const known = [...code].every((each) => ALPHABET.includes(each));
  return known && code.length === length ? code : undefined;
}
