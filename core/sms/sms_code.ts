import type { Deps } from "../deps.ts";
import { type Duration, minutes } from "../time.ts";

/** [OWASP ASVS 5.0, 6.5 and 6.6: at least 20 bits or rate limited, short-lived, used once.] */
export const SMS_CODE_LIFE: Duration = minutes(5);

const CODES = 1_000_000;
// The largest multiple of a million that four bytes hold: above it some codes would be more likely than others.
const FAIR_BELOW = Math.floor(2 ** 32 / CODES) * CODES;

/** Six digits, as every code that we send to a phone. */
export function newSmsCode(random: Deps["random"]): string {
  for (;;) {
    const bytes = random(4);
    const number = new DataView(bytes.buffer, bytes.byteOffset, 4).getUint32(0);
    if (number < FAIR_BELOW) return (number % CODES).toString().padStart(6, "0");
  }
}

export function isSmsCode(code: string): boolean {
  return /^\d{6}$/.test(code);
}

/** Keyed, because a thief of the file could hash all million codes in a second. `subject`: what the code is good for. */
export function digestSmsCode(
  { vault }: Pick<Deps, "vault">,
  subject: string,
  code: string,
): Promise<string> {
  return vault.mac("phone code", `${subject} ${code}`);
}

/** A message with a code, whose last line lets the phone offer it on this site and no other [WICG: origin-bound one-time codes]. */
export function withCodeLine(text: string, publicUrl: string, code: string): string {
  return `${text}\n@${new URL(publicUrl).host} #${code}`;
}
