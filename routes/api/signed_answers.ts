import { base64url } from "jose";
import type { MiddlewareHandler } from "hono";
import type { Deps } from "../../core/deps.ts";
import { claimedJti } from "../../core/signature/read_signature.ts";
import { unixSeconds } from "../../core/time.ts";
import type { AppEnv } from "../app_env.ts";

export const SIGNATURE_HEADER = "Countersign-Signature";
const JTI_BYTES = 16;

/**
 * Signs every response to a signed request, including refusals and faults: a detached JWS over the raw response body
 * with the status and, as `req`, the request's own `jti`, so that no response can be passed off as another's.
 */
export function signedAnswers(deps: Deps): MiddlewareHandler<AppEnv> {
  return async (c, next) => {
    const asked = c.req.header(SIGNATURE_HEADER);
    await next();
    if (asked === undefined) return;
    const body = c.req.method === "HEAD" ? new ArrayBuffer(0) : await c.res.clone().arrayBuffer();
    const signature = await deps.vault.sign({
      iat: unixSeconds(deps.now()),
      jti: base64url.encode(deps.random(JTI_BYTES)),
      req: claimedJti(asked),
      status: c.res.status,
    }, new Uint8Array(body));
    c.res.headers.set(SIGNATURE_HEADER, signature);
  };
}
