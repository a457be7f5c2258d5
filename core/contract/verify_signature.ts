import { verifyPasskeySignature } from "../factor/verify_passkey_signature.ts";
import { NotValid } from "../secret/open_jws.ts";
import { termsDigestIn } from "../signing/signed_terms.ts";

type Json = Readonly<Record<string, unknown>>;

/**
 * Verifies what a passkey signed of the terms in an evidence, where it did: that it was exactly what was shown, and that
 * the device verified its owner. Throws NotValid.
 */
export async function verifySignature(payload: Json): Promise<void> {
  const { signature, shown } = payload as {
    readonly signature?: Json | null;
    readonly shown: Json;
  };
  if (!signature) return;
  if (await termsDigestIn(String(signature["text"])) !== shown["digest"]) {
    throw new NotValid("The passkey signed other terms than were shown");
  }
  await verifyPasskeySignature(signature);
}
