import type { Vault } from "../secret/vault.ts";
import { after, type Instant, minutes } from "../time.ts";

// Time enough to find an ID card.
const PROVED_LIFE = minutes(10);
const CONTEXT = "consumer phone that is proved";

/** For a browser to keep: the code to this phone was right, but is not enough. */
export function sealProved(vault: Pick<Vault, "seal">, phone: string, now: Instant) {
  return vault.seal(`${phone} ${after(now, PROVED_LIFE)}`, CONTEXT);
}

/** The phone; undefined for what we did not seal, or long ago. */
export async function openProved(
  vault: Pick<Vault, "open">,
  sealed: string,
  now: Instant,
): Promise<string | undefined> {
  const opened = await vault.open(sealed, CONTEXT).catch(() => undefined);
  const [phone, until] = opened?.split(" ") ?? [];
  return now < Number(until) ? phone : undefined;
}
