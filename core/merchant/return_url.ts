import type { Merchant } from "./merchant.ts";

const RETURN_URL_CHARS_MAX = 500;

/** What is wrong with a return URL: it is no URL, it has another scheme, or it is not under a registered one. */
export type ReturnUrlFlaw = "syntax" | "scheme" | "not_registered";

/**
 * Why a consumer may not be sent to `url`, or undefined: it must be an absolute URL without user info, under one of
 * the merchant's registered addresses (same origin, path prefix on a segment boundary; `myapp://` registers all of an
 * app's own scheme). A test merchant that registered none may use any https address, and http where `allowHttp` (the
 * demo's own machine).
 */
export function returnUrlFlaw(
  merchant: Pick<Merchant, "mode" | "returnUrls">,
  url: string,
  allowHttp: boolean,
): ReturnUrlFlaw | undefined {
  const registered = registeredOf(merchant.returnUrls);
  const scheme = schemeOf(url);
  const known = scheme === undefined || isWeb(scheme) ||
    registered.some(({ protocol }) => protocol === scheme);
  if (!known) return "scheme";
  const target = canonical(url);
  if (!target || target.username !== "" || target.password !== "") return "syntax";
  if (target.protocol === "http:" && !allowHttp) return "scheme";
  if (merchant.returnUrls.length === 0) {
    return merchant.mode === "test" ? undefined : "not_registered";
  }
  return registered.some((each) => covers(each, target)) ? undefined : "not_registered";
}

const parsed = new WeakMap<readonly string[], readonly URL[]>();

/** Parsed once for each list, which is the same object as long as its text is the same. */
function registeredOf(returnUrls: readonly string[]): readonly URL[] {
  let registered = parsed.get(returnUrls);
  if (!registered) {
    parsed.set(returnUrls, registered = returnUrls.flatMap((each) => canonical(each) ?? []));
  }
  return registered;
}

/** Whether it can be registered: a web address, or one in an app's own scheme. */
export function mayRegisterReturn(url: string): boolean {
  const address = canonical(url);
  return address !== undefined && address.username === "" && address.password === "";
}

/** Whether it is an address in an app's own scheme, or meant as one. */
export function isAppAddress(url: string): boolean {
  const scheme = schemeOf(url);
  return scheme !== undefined && !isWeb(scheme);
}

export type ReturnUrlNotAllowed = {
  readonly code: "return_url_not_allowed";
  readonly return_url: string;
  readonly reason: ReturnUrlFlaw;
};

/** The first that can't be registered. */
export function notRegistrable(urls: readonly string[]): ReturnUrlNotAllowed | undefined {
  const wrong = urls.find((each) => !mayRegisterReturn(each));
  return wrong === undefined
    ? undefined
    : { code: "return_url_not_allowed", return_url: wrong, reason: "syntax" };
}

/** Schemes that belong to browsers and phones: to open one is to run, read or send something. */
const noApps =
  /^(?:javascript|vbscript|data|blob|file|filesystem|about|view-source|content|intent|ftp|wss?|mailto|tel|sms):$/;

/** In lower case, with its colon. */
function schemeOf(url: string): string | undefined {
  return /^[a-z][a-z0-9+.-]*:/i.exec(url)?.[0].toLowerCase();
}

function isWeb(scheme: string): boolean {
  return scheme === "https:" || scheme === "http:";
}

function covers(allowed: URL, target: URL): boolean {
  if (allowed.protocol !== target.protocol) return false;
  if (!isWeb(allowed.protocol) && allowed.host === "" && allowed.pathname === "") return true;
  return allowed.host === target.host && under(target.pathname, allowed.pathname);
}

/** Refused when a browser might read it differently from us: backslashes, controls, missing `//`. */
function canonical(url: string): URL | undefined {
  const scheme = schemeOf(url);
  if (isLonger(url, RETURN_URL_CHARS_MAX) || !scheme || noApps.test(scheme)) return undefined;
  if (!(isWeb(scheme) ? /^https?:\/\/[^/\\]/i : /^[^:]+:\/\//).test(url)) return undefined;
  // deno-lint-ignore no-control-regex -- controls are exactly what is looked for
  if (/[\\\s\u0000-\u001f\u007f]/.test(url) || !url.isWellFormed()) return undefined;
  return URL.parse(url) ?? undefined;
}

/** Counted in whole characters, which only a text of more units than that needs. */
function isLonger(text: string, charsMax: number): boolean {
  return text.length > charsMax && [...text].length > charsMax;
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
  const added = Object.entries(facts).map(pair).join("&");
  if (added === "") return returnUrl;
  const at = returnUrl.indexOf("#");
  const [given, fragment] = at < 0
    ? [returnUrl, ""]
    : [returnUrl.slice(0, at), returnUrl.slice(at)];
  const joint = !given.includes("?") ? "?" : /[?&]$/.test(given) ? "" : "&";
  return `${given}${joint}${added}${fragment}`;
}

/** As a query has it. What is plain, as our ids are, is what encoding it would give. */
function pair([name, value]: readonly [string, string]): string {
  return /^[\w.-]*$/.test(name + value)
    ? `${name}=${value}`
    : new URLSearchParams([[name, value]]).toString();
}
