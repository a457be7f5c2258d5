import { base64url } from "jose";
import { loadWebAuthn } from "../passkey/webauthn.ts";
import { NotValid } from "../secret/open_jws.ts";
import { sha256 } from "../sha256.ts";
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
  const part = (name: string) => String(signature[name]);
  const text = part("text");
  if (await termsDigestIn(text) !== shown["digest"]) {
    throw new NotValid("The passkey signed other terms than were shown");
  }
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
    expectedChallenge: base64url.encode(Uint8Array.fromHex(await sha256(text))),
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
