import { rfc3339 } from "../time.ts";
import type { PasskeySignature } from "./passkey_signature.ts";

/** What a passkey signed, whole: the SHA-256 of the text is the challenge in the client data [WebAuthn 7.2]. */
export function signatureResource(signature: PasskeySignature) {
  return {
    text: signature.text,
    credential_id: signature.credentialId,
    public_key: signature.publicKey,
    client_data: signature.clientData,
    authenticator_data: signature.authenticatorData,
    signature: signature.signature,
    rp_id: signature.rpId,
    signed_at: rfc3339(signature.signedAt),
  };
}
