import { byCaller } from "../actor.ts";
import { retryOnConflict } from "../conflict.ts";
import type { Deps } from "../deps.ts";
import { ok, rejected, type Result } from "../result.ts";
import { originPattern } from "../url_pattern.ts";
import type { Caller, CallerRefusal } from "./caller.ts";
import { type Merchant, merchantNow } from "./merchant.ts";

export const EMBED_ORIGINS_MAX = 20;
export const ORIGIN_CHARS_MAX = 200;

// A URL's host may contain `*`, `;` and `,`, which have a meaning in a content security policy; an address in
// brackets cannot be written there at all.
const PLAIN_ORIGIN = new RegExp(originPattern(true));

/** True for the exact spelling a browser uses for an origin: scheme, host, port if not the usual one, nothing else. */
export function isOrigin(text: string, allowHttp: boolean): boolean {
  if (text.length > ORIGIN_CHARS_MAX || !PLAIN_ORIGIN.test(text)) return false;
  const url = URL.parse(text);
  if (!url || url.origin !== text) return false;
  return url.protocol === "https:" || (allowHttp && url.protocol === "http:");
}

/**
 * Sets the origins whose pages may frame this merchant number's checkouts, replacing the previous list. Setting the
 * same list again changes nothing.
 */
export function setEmbedOrigins(
  deps: Deps,
  { caller, origins }: { readonly caller: Caller; readonly origins: readonly string[] },
): Promise<Result<Merchant, CallerRefusal>> {
  return retryOnConflict(async () => {
    const [merchant] = await deps.load(deps.merchants.calling(caller));
    if (!merchant) return rejected({ code: "key_unknown" });
    if (JSON.stringify(merchant.embedOrigins) === JSON.stringify(origins)) return ok(merchant);

    const changed = { ...merchant, embedOrigins: origins, version: merchant.version + 1 };
    const at = merchantNow(merchant, deps.now());
    const eventId = deps.newId("evt");
    const by = byCaller(caller);
    await deps.commit([{ type: "merchant.embed_origins_set", merchant: changed, eventId, at, by }]);
    return ok(changed);
  });
}
