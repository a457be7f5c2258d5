/** Whole fen (1/100 yuan) of one currency. Made only by `cny`. */
export interface Money {
  readonly fen: number;
  readonly currency: "CNY";
}

/** The largest amount the portal accepts: ¥10,000,000.00, in fen. */
export const AMOUNT_FEN_MAX = 1_000_000_000;

/** Money of `fen` whole fen. Throws RangeError for anything but a safe integer. */
export function cny(fen: number): Money {
  if (!Number.isSafeInteger(fen)) {
    throw new RangeError(`Cannot make money: ${fen} is not whole fen`);
  }
  return { fen, currency: "CNY" };
}

export const noMoney: Money = cny(0);

export function add(a: Money, b: Money): Money {
  return cny(a.fen + b.fen);
}

export function subtract(a: Money, b: Money): Money {
  return cny(a.fen - b.fen);
}

export function sameMoney(a: Money, b: Money): boolean {
  return a.fen === b.fen && a.currency === b.currency;
}

// What a person enters: up to ten digits, and up to two more after a decimal point or comma.
const TYPED = /^(0|[1-9]\d{0,9})(?:[.,](\d{1,2}))?$/;

/**
 * Yuan as a person enters them (`12`, `12.3`, `12,30`), parsed without floats; full-width digits, points and commas
 * from a Chinese keyboard are accepted. Undefined for anything else: separators of thousands, signs, a third decimal,
 * an empty text.
 */
export function typedYuan(text: string): Money | undefined {
  const [, yuan, cents = ""] = TYPED.exec(halfWidth(text).trim()) ?? [];
  return yuan === undefined ? undefined : cny(Number(yuan) * 100 + Number(cents.padEnd(2, "0")));
}

const FULL_WIDTH_AHEAD = 0xfee0;

function halfWidth(text: string): string {
  return text.replace(
    /[０-９．，]/g,
    (each) => String.fromCharCode(each.charCodeAt(0) - FULL_WIDTH_AHEAD),
  )
    .replace("。", ".");
}

/** `¥1,234.50`, as every page, message and evidence writes money; a negative amount has a real minus sign. */
export function yuan({ fen }: Money): string {
  const digits = Math.trunc(Math.abs(fen) / 100).toString();
  const whole = digits.length > 3 ? digits.replace(/\B(?=(\d{3})+$)/g, ",") : digits;
  const cents = (Math.abs(fen) % 100).toString().padStart(2, "0");
  return `${fen < 0 ? "−" : ""}¥${whole}.${cents}`;
}

/** `-1234.50`, as fields of forms and files have it: no separators, which a spreadsheet would take for text. */
export function plainYuan({ fen }: Money): string {
  const whole = Math.abs(fen);
  const cents = (whole % 100).toString().padStart(2, "0");
  return `${fen < 0 ? "-" : ""}${Math.floor(whole / 100)}.${cents}`;
}
