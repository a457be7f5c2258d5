import type { Vault } from "../secret/vault.ts";
import { typedCode } from "../text/typed_code.ts";

/** A person's phone and ID number, each as a keyed digest; empty where there is none to compare. */
export interface IdentityDigests {
  readonly phoneDigest: string;
  readonly idNumberDigest: string;
}

const MAINLAND = /^(?:\+|00)?86(1\d{10})$/;

/** The digits of a phone as they are compared: of a number in China those that are dialled there. */
export function plainPhone(text: string): string {
  const typed = typedCode(text);
  return (MAINLAND.exec(typed)?.[1] ?? typed).replace(/^\+/, "");
}

/** The same phone has the same digest, whoever named it: a consumer's channel, a merchant's form, or the desk. */
export function digestPhone(vault: Pick<Vault, "mac">, phone: string): Promise<string> {
  return vault.mac("contact phone", plainPhone(phone));
}

/** Digests have one length, so that comparing two reveals nothing of the number. */
export function digestIdNumber(vault: Pick<Vault, "mac">, idNumber: string): Promise<string> {
  return vault.mac("id number", typedCode(idNumber));
}

export async function digestIdentity(
  vault: Pick<Vault, "mac">,
  { phone, idNumber }: { readonly phone: string; readonly idNumber: string },
): Promise<IdentityDigests> {
  const [phoneDigest, idNumberDigest] = await Promise.all([
    phone === "" ? "" : digestPhone(vault, phone),
    idNumber === "" ? "" : digestIdNumber(vault, idNumber),
  ]);
  return { phoneDigest, idNumberDigest };
}
