import type { Vault } from "../secret/vault.ts";
import { drawCode, groupedCode, readableCode } from "../text/readable_code.ts";

const LENGTH = 16;
const RECOVERY_CODES = 10;

export interface NewCodes {
  /** As they are shown, once: `K7MP-3QXA-…`. */
  readonly codes: readonly string[];
  readonly digests: readonly string[];
}

/** Ten codes of 78 bits each, for the day on which the device with the passkey is lost. */
export async function newRecoveryCodes(
  { vault, random }: {
    readonly vault: Pick<Vault, "mac">;
    readonly random: (bytes: number) => Uint8Array;
  },
): Promise<NewCodes> {
  const made = Array.from({ length: RECOVERY_CODES }, () => drawCode(random, LENGTH));
  const digests = await Promise.all(made.map((code) => digestRecoveryCode(vault, code)));
  return { codes: made.map(groupedCode), digests };
}

/** What was typed, in capitals and without spaces and dashes; undefined when that cannot be a code. */
export function readRecoveryCode(typed: string): string | undefined {
  return readableCode(typed, LENGTH);
}

export function digestRecoveryCode(vault: Pick<Vault, "mac">, code: string): Promise<string> {
  return vault.mac("recovery code", code);
}
