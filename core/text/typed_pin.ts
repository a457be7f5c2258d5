import { asciiDigits } from "./ascii_digits.ts";

export const PIN_DIGITS = 6;
const PIN = new RegExp(`^\\d{${PIN_DIGITS}}$`);

/** A PIN as it was typed; undefined when it cannot be one. */
export function readPin(typed: string): string | undefined {
  const digits = asciiDigits(typed).trim();
  return PIN.test(digits) ? digits : undefined;
}

/** What anybody tries first: one digit six times, two or three in turn, or the digits in their order. */
export function isGuessable(pin: string): boolean {
  return /^(\d{1,3})\1+$/.test(pin) || "01234567890".includes(pin) || "09876543210".includes(pin);
}
