import { base64url } from "jose";
import { loadWebAuthn } from "../passkey/webauthn.ts";
import { NotValid } from "../secret/open_jws.ts";
import { sha256 } from "../sha256.ts";

/**
 * Verifies what a passkey signed, as an evidence or a receipt has it: that the challenge is the text's digest, and that
 * the device verified its owner. Throws NotValid.
 */
export async function verifyPasskeySignature(
  signature: Readonly<Record<string, unknown>>,
): Promise<void> {
  const part = (name: string) => String(signature[name]);
  const clientData = JSON.parse(new TextDecoder().decode(base64url.decode(part("client_data"))));
  const { verifyAuthenticationResponse } = await loadWebAuthn();
  const id = part("credential_id");
  const verified = await verifyAuthenticationResponse({
    response: {
      id,
      rawId: id,
      type: "public-key",
      clientExtensionResults: {},
      response: {
        clientDataJSON: part("client_data"),
        authenticatorData: part("authenticator_data"),
        signature: part("signature"),
      },
    },
    expectedChallenge: base64url.encode(Uint8Array.fromHex(await sha256(part("text")))),
    expectedOrigin: String(clientData.origin),
    expectedRPID: part("rp_id"),
    credential: {
      id,
      publicKey: new Uint8Array(base64url.decode(part("public_key"))),
      counter: 0,
    },
    requireUserVerification: true,
  }).catch((error) => {
    throw new NotValid(`The passkey's signature is not valid: ${error}`);
  });
  if (!verified.verified) throw new NotValid("The passkey's signature is not valid");
}
