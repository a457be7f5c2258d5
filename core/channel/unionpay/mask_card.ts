import type { Fields } from "./fields.ts";
import type { Signer } from "./signer.ts";

/** A number's digits, or what masks them; anything else is encrypted. */
const READABLE = /^[\d*]{1,32}$/;

/**
 * The fields of a genuine message with a card number that shows its last four digits and nothing else: opened with our
 * own keys where it came encrypted, masked where it came whole. What does not open is left out.
 */
export async function maskCard(fields: Fields, signers: readonly Signer[]): Promise<Fields> {
  const given = fields.get("accNo");
  if (!given) return fields;
  const number = READABLE.test(given) ? given : await opened(given, signers);
  const [lastFour] = /\d{4}$/.exec(number ?? "") ?? [];
  return new Map([...fields, ["accNo", lastFour === undefined ? "" : `****${lastFour}`]]);
}

async function opened(text: string, signers: readonly Signer[]): Promise<string | undefined> {
  for (const { decrypt } of signers) {
    const number = await decrypt(text);
    if (number !== undefined && /^\d{12,19}$/.test(number)) return number;
  }
  return undefined;
}
