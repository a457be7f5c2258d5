import type { Merchant } from "./merchant.ts";

const RETURN_URL_CHARS_MAX = 500;

/**
 * Whether a consumer may be sent to `url`: an absolute URL without user info, under one of the merchant's
 * registered addresses (same origin, path prefix on a segment boundary). A test merchant that registered none may
 * use any https address, and http where `allowHttp` (the demo's own machine).
 */
export function returnUrlAllowed(
  merchant: Pick<Merchant, "mode" | "returnUrls">,
  url: string,
  allowHttp: boolean,
): boolean {
  const target = canonical(url);
  if (!target || target.username !== "" || target.password !== "") return false;
  if (target.protocol !== "https:" && !(allowHttp && target.protocol === "http:")) return false;
  if (merchant.returnUrls.length === 0) return merchant.mode === "test";
  return merchant.returnUrls.some((each) => {
    const allowed = canonical(each);
    return allowed !== undefined && allowed.origin === target.origin &&
      under(target.pathname, allowed.pathname);
  });
}

/** Refused when a browser might read it differently from us: backslashes, controls, missing `//`. */
function canonical(url: string): URL | undefined {
  if (url.length > RETURN_URL_CHARS_MAX || !/^https?:\/\/[^/\\]/i.test(url)) return undefined;
  // deno-lint-ignore no-control-regex -- controls are exactly what is looked for
  if (/[\\\s\u0000-\u001f\u007f]/.test(url) || !url.isWellFormed()) return undefined;
  return URL.canParse(url) ? new URL(url) : undefined;
}

function under(path: string, prefix: string): boolean {
  return path === prefix || path.startsWith(prefix.endsWith("/") ? prefix : `${prefix}/`);
}

/**
 * Where "back to the merchant" leads: the URL it gave, with `facts` added; undefined when there is none. Checked
 * again although it was checked on arrival: the merchant may have removed an address from its list since.
 */
export function returnLink(
  merchant: Pick<Merchant, "mode" | "returnUrls">,
  returnUrl: string | undefined,
  facts: Readonly<Record<string, string>>,
): string | undefined {
  if (returnUrl === undefined) return undefined;
  if (!returnUrlAllowed(merchant, returnUrl, merchant.mode === "test")) return undefined;
  const url = new URL(returnUrl);
  for (const [name, value] of Object.entries(facts)) url.searchParams.set(name, value);
  return url.href;
}
