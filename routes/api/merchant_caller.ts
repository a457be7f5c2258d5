import type { Context, MiddlewareHandler } from "hono";
import { spend } from "../../core/budget/spend.ts";
import type { Deps } from "../../core/deps.ts";
import { isMerchantNo } from "../../core/id.ts";
import { actForChild } from "../../core/merchant/act_for_child.ts";
import type { Caller, OwnCaller } from "../../core/merchant/caller.ts";
import { digestSecretKey, modeOfSecretKey } from "../../core/merchant/secret_key.ts";
import type { Result } from "../../core/result.ts";
import { ok, rejected } from "../../core/result.ts";
import { authenticateRequest } from "../../core/signature/authenticate_request.ts";
import type { ApiEnv } from "../app_env.ts";
import { paths } from "../../core/paths.ts";
import { sourceOf } from "../source.ts";
import { problem } from "./problem.ts";
import type { ProblemCode } from "./problem.ts";
import { SIGNATURE_HEADER } from "./signed_answers.ts";

type Refused = { readonly code: ProblemCode; readonly detail?: string };

/**
 * Identifies the caller. A secret key is only hashed here: the command's first read finds its merchant, so
 * authentication costs no read of its own. A signature is verified here, and its `jti` is recorded.
 */
export function merchantCaller(deps: Deps): MiddlewareHandler<ApiEnv> {
  const digest = remembered(digestSecretKey);
  return async (c, next) => {
    const signature = c.req.header(SIGNATURE_HEADER);
    const caller = signature === undefined
      ? await callerByKey(deps, c, digest)
      : await callerBySignature(deps, c, signature);
    if (caller.ok) {
      c.set("caller", caller.value);
      await next();
    } else {
      c.res = problem(c, caller.error);
    }
    // Only wrong ones are counted, so that no stranger keeps a merchant with a right key from us.
    if (c.get("refused") !== "key_unknown") return;
    const subject = await sourceOf(c, deps) ?? "unknown";
    const spent = await spend(deps, [[{ budget: "wrong_keys", subject }]]);
    if (spent.ok) return;
    // Without what the first answer said.
    c.res = undefined;
    c.res = problem(c, spent.error);
  };
}

const BEARER = /^bearer +(\S+)$/i;

/** Names the number below that a request with a secret key is for; a signature names it in its own header. */
const MERCHANT_HEADER = "Countersign-Merchant";

async function callerByKey(
  deps: Deps,
  c: Context,
  digest: Digest,
): Promise<Result<Caller, Refused>> {
  const header = c.req.header("Authorization");
  if (header === undefined) return rejected({ code: "key_missing" });
  if (/^basic\b/i.test(header.trim())) {
    const detail = "Basic authentication is not supported. Send `Authorization: Bearer sk_test_…`.";
    return rejected({ code: "key_malformed", detail });
  }
  const secretKey = BEARER.exec(header.trim())?.[1];
  const mode = secretKey && modeOfSecretKey(secretKey);
  if (!secretKey || !mode) return rejected({ code: "key_malformed" });
  if (mode === "live" && !registersKey(c)) return rejected({ code: "signature_required" });
  const caller = { type: "secret_key", digest: await digest(secretKey) } as const;
  return await forWhom(deps, caller, c.req.header(MERCHANT_HEADER));
}

async function forWhom(
  deps: Deps,
  caller: OwnCaller,
  child: string | undefined,
): Promise<Result<Caller, Refused>> {
  if (child === undefined) return ok(caller);
  if (!isMerchantNo(child)) return rejected({ code: "merchant_not_found" });
  return await actForChild(deps, caller, child);
}

type Digest = (text: string) => Promise<string>;

const REMEMBERED_MAX = 1_000;

/**
 * The same few keys come again and again, and WebCrypto hashes on another thread: the way there and back costs more
 * than the rest of the edge. The oldest is forgotten first.
 */
function remembered(digest: Digest): Digest {
  const known = new Map<string, string>();
  return async (text) => {
    const found = known.get(text);
    if (found !== undefined) return found;
    // Stored only once it has resolved: a worker's request must not wait for another request's promise.
    const made = await digest(text);
    const [oldest] = known.keys();
    if (oldest !== undefined && known.size >= REMEMBERED_MAX) known.delete(oldest);
    known.set(text, made);
    return made;
  };
}

/** The one use of a live secret key: `addKey` accepts it for a merchant's very first public key. */
function registersKey(c: Context): boolean {
  return c.req.method === "POST" && c.req.path === paths.keys();
}

async function callerBySignature(
  deps: Deps,
  c: Context,
  signature: string,
): Promise<Result<Caller, Refused>> {
  const signed = await authenticateRequest(deps, signature, {
    method: c.req.method,
    urls: urlsOf(deps, c),
    body: new Uint8Array(await c.req.arrayBuffer()),
  });
  if (!signed.ok) return signed;
  const { caller, merchantNo } = signed.value;
  // A header that the signature does not cover could be anybody's.
  const unsigned = c.req.header(MERCHANT_HEADER);
  if (unsigned !== undefined && unsigned !== merchantNo) {
    return rejected({ code: "signature_other_request" });
  }
  return await forWhom(deps, caller, merchantNo);
}

/** With a public URL configured only that one counts: the Host header is whatever a proxy made of it. */
function urlsOf({ config }: Deps, c: Context): readonly string[] {
  const asked = new URL(c.req.url);
  const published = `${config.publicUrl}${c.req.url.slice(asked.origin.length)}`;
  return config.publicUrlFixed ? [published] : [published, c.req.url];
}
