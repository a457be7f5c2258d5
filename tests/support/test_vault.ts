import { createVault } from "../../core/secret/create_vault.ts";
import type { RetiredSecret, Secret } from "../../core/secret/parse_secrets.ts";
import type { Vault } from "../../core/secret/vault.ts";

interface Given {
  readonly secrets?: readonly Secret[];
  readonly retired?: readonly RetiredSecret[];
  readonly lookupKey?: Uint8Array<ArrayBuffer>;
}

export const TEST_SECRET: Secret = { id: "test", key: new Uint8Array(32).fill(7) };
/** The same for a process. */
export const TEST_SECRETS = `${TEST_SECRET.id}:${TEST_SECRET.key.toBase64()}`;
const LOOKUP_KEY = new Uint8Array(32).fill(9);

/** A real vault, whose keys everybody may know. */
export function testVault(
  { secrets = [TEST_SECRET], retired = [], lookupKey = LOOKUP_KEY }: Given = {},
): Promise<Vault> {
  return createVault({ secrets, retired }, () => Promise.resolve(lookupKey));
}
