import { sha256 } from "../sha256.ts";
import type { PasskeySignature } from "./passkey_signature.ts";

/** A signature as pages show it: its text may say more than whoever looks should see. */
export interface ShownSignature extends Pick<PasskeySignature, "signedAt" | "credentialId"> {
  /** SHA-256 of the text, hex. */
  readonly digest: string;
}

export async function shownSignature(
  { signedAt, credentialId, text }: PasskeySignature,
): Promise<ShownSignature> {
  return { signedAt, credentialId, digest: await sha256(text) };
}
