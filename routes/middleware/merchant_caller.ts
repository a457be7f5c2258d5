import type { Context, MiddlewareHandler } from "hono";
import type { Deps } from "../../core/deps.ts";
import type { Caller } from "../../core/merchant/caller.ts";
import { digestSecretKey, modeOfSecretKey } from "../../core/merchant/secret_key.ts";
import type { Result } from "../../core/result.ts";
import { ok, rejected } from "../../core/result.ts";
import type { ApiEnv } from "../app_env.ts";
import { problem } from "../problem.ts";
import type { ProblemCode } from "../problem.ts";

type Refused = { readonly code: ProblemCode };

/**
 * Says who is asking. A secret key is only digested here: the use case's first read finds its merchant, so a request
 * costs no read of its own.
 */
export function merchantCaller(_deps: Deps): MiddlewareHandler<ApiEnv> {
  return async (c, next) => {
    const caller = await callerByKey(c);
    if (!caller.ok) return unauthorized(c, caller.error);
    c.set("caller", caller.value);
    return await next();
  };
}

const BEARER = /^bearer +(\S+)$/i;

async function callerByKey(c: Context): Promise<Result<Caller, Refused>> {
  const header = c.req.header("Authorization");
  if (header === undefined) return rejected({ code: "key_missing" });
  const secretKey = BEARER.exec(header.trim())?.[1];
  const mode = secretKey && modeOfSecretKey(secretKey);
  if (!secretKey || !mode) return rejected({ code: "key_malformed" });
  if (mode === "live") return rejected({ code: "signature_required" });
  return ok({ type: "secret_key", digest: await digestSecretKey(secretKey) });
}

function unauthorized(c: Context, refused: Refused): Response {
  c.header("WWW-Authenticate", 'Bearer realm="Countersign", error="invalid_token"');
  return problem(c, refused);
}
