import { asciiDigits } from "./ascii_digits.ts";

/**
 * A code or number as it was sent, from how a person typed or pasted it: without spaces, dashes and what can't be seen,
 * in capitals, with the digits of any keyboard as 0 to 9.
 */
export function typedCode(typed: string): string {
  return asciiDigits(typed.normalize("NFKC")).replace(
    /[\s\p{Pd}\u2212\p{Default_Ignorable_Code_Point}]/gu,
    "",
  )
    .toUpperCase();
}
