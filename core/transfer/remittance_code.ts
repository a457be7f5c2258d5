const DIGITS = 9;
const CODE = /(?<![0-9A-Z])CT(\d{9})(\d)(?!\d)/g;

/**
 * A code that a payer writes into a transfer's remark: `CT`, nine random digits and a check digit, so that one wrong or
 * two swapped digits name no order. It is unique in the table, not by chance.
 */
export function newRemittanceCode(random: (bytes: number) => Uint8Array): string {
  let digits = "";
  while (digits.length < DIGITS) {
    for (const byte of random(DIGITS)) {
      // 250 is the last multiple of ten: beyond it, small digits would be drawn more often.
      if (byte < 250 && digits.length < DIGITS) digits += byte % 10;
    }
  }
  return `CT${digits}${checkDigit(digits)}`;
}

/** Every different code in what a payer wrote, however it was spaced; those with a wrong check digit are none. */
export function codesIn(remark: string): readonly string[] {
  const plain = remark.normalize("NFKC").toUpperCase().replace(/(?<=[\dT])[\s-]+(?=\d)/g, "")
    .replace(/(?<=C)[\s-]+(?=T\d)/g, "");
  const found = [...plain.matchAll(CODE)].flatMap(([code, digits = "", check]) =>
    checkDigit(digits) === check ? [code] : []
  );
  return [...new Set(found)];
}

/** ISO/IEC 7064, MOD 11,10. */
function checkDigit(digits: string): string {
  let product = 10;
  for (const digit of digits) {
    const sum = (product + Number(digit)) % 10 || 10;
    product = (sum * 2) % 11;
  }
  return String((11 - product) % 10);
}
