import type { Context } from "hono";
import type { AppEnv } from "../app_env.ts";

const HSTS = ["strict-transport-security", "max-age=63072000; includeSubDomains"] as const;

const CSP = "content-security-policy";
const FRAME_OPTIONS = "x-frame-options";

/**
 * For pages: only scripts with this response's nonce run, and what they load; nothing is loaded from elsewhere;
 * nobody frames us. A form may lead to another https site, because a channel's cashier and the merchant's own page
 * are behind a redirect.
 */
function pagePolicy(nonce: string, framedBy: string, formsTo: string): string {
  return `default-src 'none'; script-src 'nonce-${nonce}' 'strict-dynamic'; style-src 'self'; ` +
    "img-src 'self' data:; connect-src 'self'; manifest-src 'self'; form-action 'self' https:" +
    `${formsTo}; ` +
    `frame-ancestors ${framedBy}; base-uri 'none'; object-src 'none'`;
}

// Written small, as they are sent: Deno would make each name small again for every answer.
const PAGE_HEADERS = [
  HSTS,
  ["cross-origin-resource-policy", "same-origin"],
  ["cross-origin-opener-policy", "same-origin"],
  ["origin-agent-cluster", "?1"],
  ["referrer-policy", "no-referrer"],
  ["x-content-type-options", "nosniff"],
  ["x-dns-prefetch-control", "off"],
  ["x-download-options", "noopen"],
  ["x-permitted-cross-domain-policies", "none"],
  ["x-xss-protection", "0"],
  ["permissions-policy", "camera=(), microphone=(), geolocation=(), payment=()"],
] as const;

/** For programs: data, not a page. */
const DATA_HEADERS = [
  HSTS,
  ["x-content-type-options", "nosniff"],
  [CSP, "default-src 'none'; frame-ancestors 'none'"],
  ["referrer-policy", "no-referrer"],
] as const;

// Set on the finished answer: Deno makes an answer of text twice as fast when it starts with no header but its type.

/** What every answer to a person carries. */
export function setPageHeaders(c: Context<AppEnv>): void {
  const { headers } = c.res;
  for (const [name, value] of PAGE_HEADERS) headers.set(name, value);
  setPolicy(c, headers, c.get("frame").nonce);
  keepNothing(headers);
}

/** What every answer to a program carries. */
export function setDataHeaders(c: Context<AppEnv>): void {
  const { headers } = c.res;
  for (const [name, value] of DATA_HEADERS) headers.set(name, value);
  keepNothing(headers);
}

/** Nothing about money is kept by a cache or shown again by Back. A route that may be cached says so itself. */
function keepNothing(headers: Headers): void {
  if (!headers.has("cache-control")) headers.set("cache-control", "no-store");
}

/** Only the route knows whose pages may frame this one, and whose it may frame itself. */
function setPolicy(c: Context<AppEnv>, headers: Headers, nonce: string): void {
  const framedBy = c.get("framedBy") ?? [];
  const frames = c.get("frames");
  const formsTo = c.get("formsTo");
  const to = formsTo === undefined ? "" : ` ${formsTo}`;
  const policy = c.get("policy") ??
    pagePolicy(nonce, framedBy.length === 0 ? "'none'" : framedBy.join(" "), to);
  headers.set(CSP, frames === undefined ? policy : `${policy}; frame-src ${frames}`);
  // X-Frame-Options has no list of origins, and a browser that obeys it would frame nothing.
  if (framedBy.length === 0) headers.set(FRAME_OPTIONS, "DENY");
  else headers.delete(FRAME_OPTIONS);
}
