import { asciiDigits } from "./ascii_digits.ts";

/** Card ranges by their first digits, each with the lengths that are issued (ISO/IEC 7812). */
const ranges: readonly (readonly [prefix: RegExp, shortest: number, longest: number])[] = [
  [/^4/, 13, 19], // Visa
  [/^(?:5[1-5]|222[1-9]|22[3-9]|2[3-6]|27[01]|2720)/, 16, 16], // Mastercard
  [/^(?:62|81)/, 16, 19], // UnionPay
  [/^220[0-4]/, 16, 19], // Mir
  [/^3[47]/, 15, 15], // American Express
  [/^(?:352[89]|35[3-8])/, 16, 19], // JCB
  [/^3(?:0[0-5]|09|[689])/, 14, 19], // Diners Club
  [/^(?:6011|64[4-9]|65)/, 16, 19], // Discover
  [/^(?:5018|5020|5038|5893|6304|6759|676[1-3])/, 13, 19], // Maestro
];

const SHORTEST = 13;
const LONGEST = 19;

/** Groups of digits with up to three spaces and dashes between them. */
const RUNS = /\d+(?:[\s\p{Pd}\u2212]{1,3}\d+)*/gu;
const INVISIBLE = /\p{Default_Ignorable_Code_Point}/gu;

/**
 * Whether a number of a payment card stands in `text`: 13 to 19 digits, in one piece or in groups, in a card range and
 * right by its check digit. One in ten longer numbers is right by chance, so this is not for fields that hold numbers.
 */
export function holdsCardNumber(text: string): boolean {
  const plain = asciiDigits(text.replace(INVISIBLE, ""));
  for (const [run] of plain.matchAll(RUNS)) {
    if (cardIn(run.match(/\d+/g) ?? [])) return true;
  }
  return false;
}

/** A card's groups may follow another number: `table 12 4111 1111 1111 1111`. */
function cardIn(groups: readonly string[]): boolean {
  return groups.some((_, from) => {
    let digits = "";
    for (const group of groups.slice(from)) {
      digits += group;
      if (digits.length > LONGEST) return false;
      if (digits.length >= SHORTEST && isCardNumber(digits)) return true;
    }
    return false;
  });
}

function isCardNumber(digits: string): boolean {
  const { length } = digits;
  return ranges.some(([prefix, shortest, longest]) =>
    length >= shortest && length <= longest && prefix.test(digits)
  ) && !startsWithDate(digits) && rightByLuhn(digits);
}

const DAY = "(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\\d|3[01])";
const TIME = "(?:[01]\\d|2[0-3])[0-5]\\d[0-5]\\d";
const DATED = new RegExp(`^(?:2[2-7]${DAY}|3\\d${DAY}${TIME})`);

/**
 * Numbers made of the day, two digits of the year first (`251125…`), share a range with one card in thirty of
 * Mastercard's second series; those of the thirties with other cards, so there the time must follow.
 */
function startsWithDate(digits: string): boolean {
  return DATED.test(digits);
}

/** The check digit of ISO/IEC 7812: every second digit from the right counts double. */
function rightByLuhn(digits: string): boolean {
  const sum = [...digits].reverse().reduce((total, digit, place) => {
    const counted = Number(digit) * (place % 2 + 1);
    return total + (counted > 9 ? counted - 9 : counted);
  }, 0);
  return sum % 10 === 0;
}
