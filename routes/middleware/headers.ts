import type { Context, MiddlewareHandler } from "hono";
import { NONCE, secureHeaders } from "hono/secure-headers";
import type { AppEnv } from "../app_env.ts";
import { forProgram } from "../refuse.tsx";

const HSTS = "max-age=63072000; includeSubDomains";

const CSP = "Content-Security-Policy";
const FRAMED_BY_NOBODY = "frame-ancestors 'none'";

/**
 * For pages: only scripts with this response's nonce run, and what they load; nothing is loaded from elsewhere;
 * nobody frames us. A form may lead to another https site, because a channel's cashier and the merchant's own page
 * are behind a redirect.
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

/** What only the route knows: which origins may frame this page, and which it may frame itself. */
function open(c: Context<AppEnv>): void {
  const framedBy = c.get("framedBy") ?? [];
  const frames = c.get("frames");
  if (framedBy.length === 0 && frames === undefined) return;
  const { headers } = c.res;
  let policy = headers.get(CSP) ?? "";
  if (framedBy.length > 0) {
    policy = policy.replace(FRAMED_BY_NOBODY, `frame-ancestors ${framedBy.join(" ")}`);
    // X-Frame-Options has no list of origins, and a browser that obeys it would frame nothing.
    headers.delete("X-Frame-Options");
  }
  if (frames !== undefined) policy += `; frame-src ${frames}`;
  headers.set(CSP, policy);
}

/** For programs: data, not a page. */
const dataHeaders: MiddlewareHandler<AppEnv> = async (c, next) => {
  await next();
  const { headers } = c.res;
  headers.set("Strict-Transport-Security", HSTS);
  headers.set("X-Content-Type-Options", "nosniff");
  headers.set(CSP, `default-src 'none'; ${FRAMED_BY_NOBODY}`);
  headers.set("Referrer-Policy", "no-referrer");
};

/** Nothing about money is cached or shown again by Back. A route that may be cached says so itself. */
export const headers: MiddlewareHandler<AppEnv> = async (c, next) => {
  if (forProgram(c)) await dataHeaders(c, next);
  else {
    await pageHeaders(c, next);
    open(c);
  }
  if (!c.res.headers.has("Cache-Control")) c.res.headers.set("Cache-Control", "no-store");
};
