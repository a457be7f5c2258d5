const DIGIT = /\p{Nd}/u;
const DIGITS = /\p{Nd}/gu;

/** `text` with the digits of every script as 0 to 9: `１２`, `١٢` and `१२` become `12`. */
export function asciiDigits(text: string): string {
  // Mathematical digits stand in several rows without a gap; each of them is composed of a digit of ours.
  return text.replace(DIGITS, (digit) => String(valueOf(digit.normalize("NFKC"))));
}

/** Unicode keeps each script's ten digits in a row, so the value is the distance from its zero. */
function valueOf(digit: string): number {
  const code = digit.codePointAt(0) ?? 0;
  let value = 0;
  while (value < 9 && DIGIT.test(String.fromCodePoint(code - value - 1))) value++;
  return value;
}
