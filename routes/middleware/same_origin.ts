import type { MiddlewareHandler } from "hono";
import { csrf } from "hono/csrf";
import type { Deps } from "../../core/deps.ts";
import type { AppEnv } from "../app_env.ts";

// Programs call these with a key or a signature of their own; there is no cookie to ride on.
const FOR_PROGRAMS = /^\/(?:v1|notify|sandbox\/gateway)(?:\/|$)/;

/** A form is taken only from our own pages, told by Origin or Sec-Fetch-Site, so no page needs a token. */
export function sameOrigin(deps: Deps): MiddlewareHandler<AppEnv> {
  const { publicUrl } = deps.config;
  const guard = csrf({
    origin: (origin, c) => origin === publicUrl || origin === new URL(c.req.url).origin,
  });
  return (c, next) => FOR_PROGRAMS.test(c.req.path) ? next() : guard(c, next);
}
