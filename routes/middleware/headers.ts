import type { Context, MiddlewareHandler } from "hono";
import { NONCE, secureHeaders } from "hono/secure-headers";
import type { AppEnv } from "../app_env.ts";

const HSTS = "max-age=63072000; includeSubDomains";

const CSP = "Content-Security-Policy";
const FRAMED_BY_NOBODY = "frame-ancestors 'none'";

const securePage: MiddlewareHandler<AppEnv> = secureHeaders({
  strictTransportSecurity: HSTS,
  xFrameOptions: "DENY",
  contentSecurityPolicy: {
    defaultSrc: ["'none'"],
    scriptSrc: [NONCE, "'strict-dynamic'"],
    styleSrc: ["'self'"],
    imgSrc: ["'self'", "data:"],
    connectSrc: ["'self'"],
    manifestSrc: ["'self'"],
    formAction: ["'self'", "https:"],
    frameAncestors: ["'none'"],
    baseUri: ["'none'"],
    objectSrc: ["'none'"],
  },
  permissionsPolicy: { camera: false, microphone: false, geolocation: false, payment: false },
});

/** What only the route knows: whose pages may frame this one, and whose it may frame itself. */
function open(c: Context<AppEnv>): void {
  const framedBy = c.get("framedBy") ?? [];
  const frames = c.get("frames");
  if (framedBy.length === 0 && frames === undefined) return;
  const { headers } = c.res;
  let policy = headers.get(CSP) ?? "";
  if (framedBy.length > 0) {
    policy = policy.replace(FRAMED_BY_NOBODY, `frame-ancestors ${framedBy.join(" ")}`);
    // It knows no list, and a browser that minds it would frame nothing.
    headers.delete("X-Frame-Options");
  }
  if (frames !== undefined) policy += `; frame-src ${frames}`;
  headers.set(CSP, policy);
}

/**
 * For pages: nothing runs but scripts of this answer's nonce and what they load, nothing is loaded from elsewhere,
 * nobody frames us. A form may lead on to another https site, because a channel's cashier and the merchant's own
 * page lie behind a redirect.
 */
export const pageHeaders: MiddlewareHandler<AppEnv> = async (c, next) => {
  await securePage(c, next);
  open(c);
  keepNothing(c);
};

/** For programs: data, not a page. */
export const dataHeaders: MiddlewareHandler<AppEnv> = async (c, next) => {
  await next();
  const { headers } = c.res;
  headers.set("Strict-Transport-Security", HSTS);
  headers.set("X-Content-Type-Options", "nosniff");
  headers.set(CSP, `default-src 'none'; ${FRAMED_BY_NOBODY}`);
  headers.set("Referrer-Policy", "no-referrer");
  keepNothing(c);
};

/** Nothing about money is kept by a cache or shown again by Back. A route that may be cached says so itself. */
function keepNothing(c: Context<AppEnv>): void {
  if (!c.res.headers.has("Cache-Control")) c.res.headers.set("Cache-Control", "no-store");
}
