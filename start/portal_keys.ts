import type { PublicKeys } from "../core/audit/audit_head.ts";
import { createVault } from "../core/secret/create_vault.ts";
import type { Settings } from "./config.ts";
import type { Extension } from "./extension.ts";
import { readSecrets } from "./read_secrets.ts";

/** What the portal of these settings signs with, and has signed with, without its database. */
export async function portalKeys(
  settings: Settings,
  extension: Extension | undefined,
): Promise<PublicKeys> {
  const secrets = await readSecrets(settings, extension);
  const noDigests = () => Promise.reject(new TypeError("Cannot make digests without a database"));
  return (await createVault(secrets, noDigests)).jwks() as PublicKeys;
}
