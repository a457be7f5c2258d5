import createFetchClient, { type Client, type ClientOptions, type Middleware } from "openapi-fetch";
import type { paths } from "./api.d.ts";
import { NotTrusted, type PortalKeys, portalKeys, verifiedHeader } from "./portal_keys.ts";
import { requestSigner, type SigningKey } from "./sign_request.ts";

export type CountersignClient = Client<paths, `${string}/${string}`>;

/** How you prove who you are: with a test key, or with a signature, which live requests need. */
export type Credentials =
  | { readonly secretKey: string }
  | { readonly signingKey: SigningKey };

export type CreateClient = Credentials & {
  /** The portal's public address, as in the signature: `https://pay.example`. */
  readonly baseUrl: string;
  readonly fetch?: ClientOptions["fetch"];
};

const HEADER = "Countersign-Signature";

/**
 * Every operation of the API, typed: `client.POST("/v1/orders", { body })` gives `{ data, error, response }`. With a
 * signing key each request is signed and each answer verified; an answer that the portal didn't sign throws NotTrusted.
 */
export function createClient(given: CreateClient): CountersignClient {
  const { baseUrl, fetch } = given;
  const client: CountersignClient = createFetchClient<paths>({
    baseUrl: baseUrl.replace(/\/$/, ""),
    ...(fetch === undefined ? {} : { fetch }),
  });
  client.use(
    "secretKey" in given
      ? withSecretKey(given.secretKey)
      : withSignatures(given.signingKey, portalKeys(baseUrl)),
  );
  return client;
}

function withSecretKey(secretKey: string): Middleware {
  return {
    onRequest: ({ request }) => {
      request.headers.set("Authorization", `Bearer ${secretKey}`);
      return request;
    },
  };
}

function withSignatures(signingKey: SigningKey, keys: PortalKeys): Middleware {
  const sign = requestSigner(signingKey);
  /** The `jti` of each request under way, by its number. */
  const asked = new Map<string, string>();
  return {
    onRequest: async ({ request, id }) => {
      const body = new Uint8Array(await request.clone().arrayBuffer());
      const { signature, jti } = await sign(request.method, request.url, body);
      request.headers.set(HEADER, signature);
      asked.set(id, jti);
      return request;
    },
    onResponse: async ({ response, id }) => {
      const jti = asked.get(id);
      asked.delete(id);
      const body = new Uint8Array(await response.clone().arrayBuffer());
      const header = await verifiedHeader(response.headers.get(HEADER), body, keys);
      if (header["req"] !== jti) throw new NotTrusted("It answers another request");
      if (header["status"] !== response.status) throw new NotTrusted("Its status was changed");
    },
    onError: ({ id }) => {
      asked.delete(id);
    },
  };
}
