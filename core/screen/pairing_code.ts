import type { Vault } from "../secret/vault.ts";
import { drawCode, groupedCode, readableCode } from "../text/readable_code.ts";

const LENGTH = 8;

/** A fresh short code. Its 39 bits cannot be guessed within its ten minutes. */
export function makePairingCode(random: (bytes: number) => Uint8Array): string {
  return drawCode(random, LENGTH);
}

/** As shown and read aloud: `K7MP-3QXA`. */
export function formatPairingCode(code: string): string {
  return groupedCode(code);
}

/** What was entered, in capitals and without spaces and dashes; undefined when that cannot be a code. */
export function readPairingCode(typed: string): string | undefined {
  return readableCode(typed, LENGTH);
}

/** What is stored of a short code; keyed, because it is short enough to brute-force. */
export function digestPairingCode(vault: Pick<Vault, "mac">, code: string): Promise<string> {
  return vault.mac("screen pairing", code);
}
