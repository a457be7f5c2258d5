import type { Config } from "../config.ts";

/** Whom a passkey is made for: this portal's own host, and only pages of its own origin may use it. */
export function relyingPartyOf({ publicUrl, institution }: Config) {
  return { id: new URL(publicUrl).hostname, origin: publicUrl, name: institution };
}
