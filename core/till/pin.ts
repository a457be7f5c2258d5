import type { ScreenId } from "../id.ts";
import type { Vault } from "../secret/vault.ts";

/** What is stored of a PIN. */
export function digestPin(
  vault: Pick<Vault, "mac">,
  screenId: ScreenId,
  pin: string,
): Promise<string> {
  return vault.mac("till pin", `${screenId} ${pin}`);
}
