import type { MiddlewareHandler } from "hono";
import { NONCE, secureHeaders } from "hono/secure-headers";
import type { AppEnv } from "../app_env.ts";
import { forProgram } from "../refuse.tsx";

const HSTS = "max-age=63072000; includeSubDomains";

/**
 * For pages: nothing runs but scripts of this answer's nonce and what they load, nothing is loaded from elsewhere,
 * nobody frames us. A form may lead on to another https site, because a channel's cashier and the merchant's own
 * page lie behind a redirect.
 */
const pageHeaders: MiddlewareHandler<AppEnv> = secureHeaders({
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

/** For programs: data, not a page. */
const dataHeaders: MiddlewareHandler<AppEnv> = async (c, next) => {
  await next();
  const { headers } = c.res;
  headers.set("Strict-Transport-Security", HSTS);
  headers.set("X-Content-Type-Options", "nosniff");
  headers.set("Content-Security-Policy", "default-src 'none'; frame-ancestors 'none'");
  headers.set("Referrer-Policy", "no-referrer");
};

/** Nothing about money is kept by a cache or shown again by Back. A route that may be cached says so itself. */
export const headers: MiddlewareHandler<AppEnv> = async (c, next) => {
  await (forProgram(c) ? dataHeaders(c, next) : pageHeaders(c, next));
  if (!c.res.headers.has("Cache-Control")) c.res.headers.set("Cache-Control", "no-store");
};
