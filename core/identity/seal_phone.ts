import type { Vault } from "../secret/vault.ts";
import type { Identity } from "./identity.ts";

/** By its digest and not by its account, which another may take over. */
export const identityPhoneContext = (subject: string) => `identities.sealed_phone.${subject}`;

export function sealIdentityPhone(
  vault: Pick<Vault, "seal">,
  subject: string,
  phone: string,
): Promise<string> {
  return vault.seal(phone, identityPhoneContext(subject));
}

/** Undefined for one that is older than its number here. */
export async function openIdentityPhone(
  vault: Pick<Vault, "open">,
  { subject, sealedPhone }: Pick<Identity, "subject" | "sealedPhone">,
): Promise<string | undefined> {
  return sealedPhone && await vault.open(sealedPhone, identityPhoneContext(subject));
}
