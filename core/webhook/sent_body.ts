import type { ClaimedDelivery, Headers } from "./delivery.ts";
import type { Endpoint } from "./endpoint.ts";
import { eventResource } from "./payload.ts";

/** The body of an event's webhooks. */
export function bodyOf(event: ClaimedDelivery["event"]): string {
  return JSON.stringify(eventResource(event));
}

const encoder = new TextEncoder();

/**
 * Whether this body is what was sent, byte for byte: one of the `v1a` signatures that went with it verifies by one of
 * the endpoint's public keys.
 */
export async function wasSent(
  body: string,
  headers: Headers,
  { secrets }: Pick<Endpoint, "secrets">,
): Promise<boolean> {
  const signed = encoder.encode(
    `${headers["webhook-id"]}.${headers["webhook-timestamp"]}.${body}`,
  );
  const signatures = (headers["webhook-signature"] ?? "").split(" ")
    .flatMap((each) => each.startsWith("v1a,") ? [Uint8Array.fromBase64(each.slice(4))] : []);
  const keys = await Promise.all(secrets.map(({ publicKey }) => verifyingKey(publicKey)));
  const verified = await Promise.all(
    keys.flatMap((key) =>
      signatures.map((each) => crypto.subtle.verify("Ed25519", key, each, signed))
    ),
  );
  return verified.includes(true);
}

/** `whpk_…` as a key. */
function verifyingKey(publicKey: string): Promise<CryptoKey> {
  const raw = Uint8Array.fromBase64(publicKey.slice("whpk_".length));
  return crypto.subtle.importKey("raw", raw, "Ed25519", false, ["verify"]);
}
