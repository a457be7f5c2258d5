import type { Merchant } from "./merchant.ts";

const RETURN_URL_CHARS_MAX = 500;

/** What is wrong with a return URL: it is no URL, it has another scheme, or it is not under a registered one. */
export type ReturnUrlFlaw = "syntax" | "scheme" | "not_registered";

/**
 * Why a consumer may not be sent to `url`, or undefined: it must be an absolute URL without user info, under one of
 * the merchant's registered addresses (same origin, path prefix on a segment boundary). A test merchant that
 * registered none may use any https address, and http where `allowHttp` (the demo's own machine).
 */
export function returnUrlFlaw(
  merchant: Pick<Merchant, "mode" | "returnUrls">,
  url: string,
  allowHttp: boolean,
): ReturnUrlFlaw | undefined {
  if (/^[a-z][a-z0-9+.-]*:/i.test(url) && !/^https?:/i.test(url)) return "scheme";
  const target = canonical(url);
  if (!target || target.username !== "" || target.password !== "") return "syntax";
  if (target.protocol !== "https:" && !allowHttp) return "scheme";
  if (merchant.returnUrls.length === 0) {
    return merchant.mode === "test" ? undefined : "not_registered";
  }
  const registered = merchant.returnUrls.some((each) => {
    const allowed = canonical(each);
    return allowed !== undefined && allowed.origin === target.origin &&
      under(target.pathname, allowed.pathname);
  });
  return registered ? undefined : "not_registered";
}

/** Refused when a browser might read it differently from us: backslashes, controls, missing `//`. */
function canonical(url: string): URL | undefined {
  if ([...url].length > RETURN_URL_CHARS_MAX || !/^https?:\/\/[^/\\]/i.test(url)) return undefined;
  // deno-lint-ignore no-control-regex -- controls are exactly what is looked for
  if (/[\\\s\u0000-\u001f\u007f]/.test(url) || !url.isWellFormed()) return undefined;
  return URL.canParse(url) ? new URL(url) : undefined;
}

function under(path: string, prefix: string): boolean {
  return path === prefix || path.startsWith(prefix.endsWith("/") ? prefix : `${prefix}/`);
}

/** Ours begin with our name, so that none of the merchant's own is ever meant by it. */
type ReturnFacts = Readonly<Record<`countersign_${string}`, string>>;

/**
 * Where "back to the merchant" leads: the URL it gave, byte for byte, with `facts` added before any `#`; undefined
 * when there is none. Checked again although it was checked on arrival: the merchant may have removed an address from
 * its list since.
 */
export function returnLink(
  merchant: Pick<Merchant, "mode" | "returnUrls">,
  returnUrl: string | undefined,
  facts: ReturnFacts,
): string | undefined {
  if (returnUrl === undefined) return undefined;
  if (returnUrlFlaw(merchant, returnUrl, merchant.mode === "test")) return undefined;
  const added = new URLSearchParams(facts).toString();
  if (added === "") return returnUrl;
  const at = returnUrl.indexOf("#");
  const [given, fragment] = at < 0
    ? [returnUrl, ""]
    : [returnUrl.slice(0, at), returnUrl.slice(at)];
  const joint = !given.includes("?") ? "?" : /[?&]$/.test(given) ? "" : "&";
  return `${given}${joint}${added}${fragment}`;
}
