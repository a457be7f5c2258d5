import { paths } from "../paths.ts";
import type { Vault } from "../secret/vault.ts";
import type { Instant } from "../time.ts";
import { tokenOf } from "./code_token.ts";
import { type DynamicCode, renewsAt, rotationAt } from "./dynamic_code.ts";

/** What a screen shows as a code. */
export interface CurrentCode {
  readonly token: string;
  /** What the code contains: whoever opens it is the phone that scanned. */
  readonly url: string;
  /** Counts the codes of this order from 0. */
  readonly rotation: number;
  /** When the next one replaces it, on the merchant's clock; a claim makes that sooner. */
  readonly renewsAt: Instant;
}

interface Given {
  readonly vault: Pick<Vault, "mac">;
  readonly config: { readonly publicUrl: string };
}

/** The code on the screen at `now`, which is on the merchant's clock. It is computed, never read or written. */
export async function currentCode(
  { vault, config }: Given,
  code: DynamicCode,
  now: Instant,
): Promise<CurrentCode> {
  const rotation = rotationAt(code, now);
  const token = await tokenOf(vault, code, rotation);
  return {
    token,
    url: `${config.publicUrl}${paths.code(token)}`,
    rotation,
    renewsAt: renewsAt(code, now),
  };
}
