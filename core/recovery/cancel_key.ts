import type { Vault } from "../secret/vault.ts";

/** What the link in the message opens: only we can make it, and it is kept nowhere. */
export function cancelKey(vault: Pick<Vault, "mac">, recoveryId: string): Promise<string> {
  return vault.mac("recovery cancellation", recoveryId);
}
