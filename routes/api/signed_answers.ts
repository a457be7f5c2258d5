import { base64url } from "jose";
import type { MiddlewareHandler } from "hono";
import type { Deps } from "../../core/deps.ts";
import { claimedJti } from "../../core/signature/read_signature.ts";
import { unixSeconds } from "../../core/time.ts";
import type { AppEnv } from "../app_env.ts";

export const SIGNATURE_HEADER = "Countersign-Signature";
const JTI_BYTES = 16;

/** A larger file is not held in memory to be signed; its SHA-256 is in a manifest that is. */
export const SIGNED_BYTES_MAX = 8 * 1024 * 1024;

/** A detached JWS over an answer's bytes. */
export function signAnswer(
  deps: Pick<Deps, "vault" | "now" | "random">,
  bytes: Uint8Array,
  claims: { readonly status: number; readonly req?: string | undefined },
): Promise<string> {
  const iat = unixSeconds(deps.now());
  const jti = base64url.encode(deps.random(JTI_BYTES));
  return deps.vault.sign({ iat, jti, ...claims }, bytes);
}

/**
 * Signs every response to a signed request, including refusals and faults: a detached JWS over the raw response body
 * with the status and, as `req`, the request's own `jti`, so that no response can be passed off as another's.
 */
export function signedAnswers(deps: Deps): MiddlewareHandler<AppEnv> {
  return async (c, next) => {
    const asked = c.req.header(SIGNATURE_HEADER);
    await next();
    if (asked === undefined) return;
    if (Number(c.res.headers.get("Content-Length") ?? 0) > SIGNED_BYTES_MAX) return;
    const body = c.req.method === "HEAD" ? new ArrayBuffer(0) : await c.res.clone().arrayBuffer();
    const claims = { req: claimedJti(asked), status: c.res.status };
    const signature = await signAnswer(deps, new Uint8Array(body), claims);
    c.res.headers.set(SIGNATURE_HEADER, signature);
  };
}
