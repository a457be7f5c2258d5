import type { Merchant } from "./merchant.ts";

const RETURN_URL_CHARS_MAX = 500;

/**
 * Whether a consumer may be sent to `url`: an absolute URL without user info, under one of the merchant's
 * registered addresses (same origin, path prefix on a segment boundary; `myapp://` registers all of an app's own
 * scheme). A test merchant that registered none may use any https address, and http where `allowHttp` (the demo's own
 * machine).
 */
export function returnUrlAllowed(
  merchant: Pick<Merchant, "mode" | "returnUrls">,
  url: string,
  allowHttp: boolean,
): boolean {
  const target = canonical(url);
  if (!target || target.username !== "" || target.password !== "") return false;
  if (target.protocol === "http:" && !allowHttp) return false;
  if (merchant.returnUrls.length === 0) return merchant.mode === "test" && !isApps(target);
  return merchant.returnUrls.some((each) => {
    const allowed = canonical(each);
    return allowed !== undefined && covers(allowed, target);
  });
}

/** Whether it can be registered: a web address, or one in an app's own scheme. */
export function mayRegisterReturn(url: string): boolean {
  const address = canonical(url);
  return address !== undefined && address.username === "" && address.password === "";
}

/** Schemes that belong to browsers and phones: to open one is to run, read or send something. */
const noApps =
  /^(?:javascript|vbscript|data|blob|file|filesystem|about|view-source|content|intent|ftp|wss?|mailto|tel|sms):$/;

function isApps({ protocol }: URL): boolean {
  return protocol !== "https:" && protocol !== "http:";
}

function covers(allowed: URL, target: URL): boolean {
  if (allowed.protocol !== target.protocol) return false;
  if (isApps(allowed) && allowed.host === "" && allowed.pathname === "") return true;
  return allowed.host === target.host && under(target.pathname, allowed.pathname);
}

/** Refused when a browser might read it differently from us: backslashes, controls, missing `//`. */
function canonical(url: string): URL | undefined {
  const [, scheme] = /^([a-z][a-z0-9+.-]*:)\/\//i.exec(url) ?? [];
  if (url.length > RETURN_URL_CHARS_MAX || !scheme || noApps.test(scheme.toLowerCase())) {
    return undefined;
  }
  if (/^https?:$/i.test(scheme) && !/^https?:\/\/[^/\\]/i.test(url)) return undefined;
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
