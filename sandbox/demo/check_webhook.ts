import { base64url, createLocalJWKSet, flattenedVerify, type JSONWebKeySet } from "jose";
import { Webhook } from "standardwebhooks";
import type { Deps } from "../../core/deps.ts";
import type { EndpointId } from "../../core/id.ts";
import type { SignatureVerdict } from "./demo_receiver.ts";
import type { Endpoint } from "../../core/webhook/endpoint.ts";
import { openSecret } from "../../core/webhook/endpoint_secret.ts";

type Headers = Readonly<Record<string, string>>;

/**
 * Checks a webhook the way its merchant would: with the published library for the secret, and with the portal's
 * public keys for the detached JWS.
 */
export async function checkWebhook(
  deps: Deps,
  endpoints: readonly Endpoint[],
  given: { readonly headers: Headers; readonly body: string },
): Promise<{
  readonly standard: SignatureVerdict;
  readonly jws: SignatureVerdict;
  readonly endpointId: EndpointId | undefined;
}> {
  const { headers, body } = given;
  const endpointId = headers["webhook-signature"] === undefined
    ? undefined
    : await findSigner(deps, endpoints, given);
  return {
    endpointId,
    standard: headers["webhook-signature"] === undefined
      ? "missing"
      : endpointId === undefined
      ? "wrong"
      : "holds",
    jws: await checkJws(deps, headers["countersign-signature"], body),
  };
}

async function findSigner(
  deps: Deps,
  endpoints: readonly Endpoint[],
  { headers, body }: { readonly headers: Headers; readonly body: string },
): Promise<EndpointId | undefined> {
  for (const endpoint of endpoints) {
    for (const sealed of endpoint.secrets) {
      const { secret } = await openSecret(deps.vault, endpoint.endpointId, sealed);
      if (holds(secret, body, headers)) return endpoint.endpointId;
    }
  }
  return undefined;
}

/** The library throws for any reason, including its own time window. */
function holds(secret: string, body: string, headers: Headers): boolean {
  try {
    new Webhook(secret).verify(body, { ...headers });
    return true;
  } catch {
    return false;
  }
}

async function checkJws(
  deps: Deps,
  header: string | undefined,
  body: string,
): Promise<SignatureVerdict> {
  if (header === undefined) return "missing";
  const [protectedHeader = "", , signature = ""] = header.split(".");
  const jwks: JSONWebKeySet = JSON.parse(JSON.stringify(deps.vault.jwks()));
  try {
    await flattenedVerify(
      { protected: protectedHeader, payload: base64url.encode(body), signature },
      createLocalJWKSet(jwks),
    );
    return "holds";
  } catch {
    return "wrong";
  }
}
