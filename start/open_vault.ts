import { createVault } from "../core/secret/create_vault.ts";
import type { Secrets } from "../core/secret/parse_secrets.ts";
import type { Vault } from "../core/secret/vault.ts";
import { LookupKeyLocked, lookupKeyOf } from "../db/secret/lookup_key.ts";
import { ConfigError } from "./config.ts";

/** The vault of these secrets on this database. Throws ConfigError when it was sealed with other secrets. */
export async function openVault(
  secrets: Secrets,
  database: Parameters<typeof lookupKeyOf>[0],
): Promise<Vault> {
  try {
    const vault = await createVault(secrets, lookupKeyOf(database));
    // The first digest needs the lookup key: wrong secrets are found at the start, and not by the first payer.
    await vault.mac("start", "");
    return vault;
  } catch (error) {
    if (error instanceof LookupKeyLocked) throw new ConfigError(`Cannot start: ${error.message}`);
    throw error;
  }
}
