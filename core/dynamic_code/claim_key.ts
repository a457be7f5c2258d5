import { sameText } from "../same_text.ts";
import type { PayerProof } from "../payment/payer_key.ts";
import type { Vault } from "../secret/vault.ts";
import type { Claim, DynamicCode } from "./dynamic_code.ts";

const KEY_CHARS = 32;

/** What the address of a phone without cookies carries instead: it proves which phone made this one claim. */
export async function claimKey(
  vault: Pick<Vault, "mac">,
  { codeId }: DynamicCode,
  { rotation, at }: Claim,
): Promise<string> {
  return (await vault.mac("claim_key", `${codeId}.${rotation}.${at}`)).slice(0, KEY_CHARS);
}

/** The phone's device: the claim's own when the address proves it, otherwise what the cookie says. */
export async function phoneOf(
  vault: Pick<Vault, "mac">,
  code: DynamicCode | undefined,
  { device, payerKey: key }: PayerProof,
): Promise<string | undefined> {
  if (!code?.claim || key === undefined) return device;
  return sameText(await claimKey(vault, code, code.claim), key) ? code.claim.device : device;
}
