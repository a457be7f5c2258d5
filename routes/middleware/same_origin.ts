import type { MiddlewareHandler } from "hono";
import { csrf } from "hono/csrf";
import type { Deps } from "../../core/deps.ts";
import type { AppEnv } from "../app_env.ts";
import { forProgram } from "../refuse.tsx";

/**
 * A form is accepted only from our own pages, recognized by Origin or Sec-Fetch-Site, so no page needs a token.
 * Programs are exempt: they authenticate with a key or a signature, and there is no cookie to abuse.
 */
export function sameOrigin(deps: Deps): MiddlewareHandler<AppEnv> {
  const { publicUrl } = deps.config;
  const guard = csrf({
    origin: (origin, c) => origin === publicUrl || origin === new URL(c.req.url).origin,
  });
  return (c, next) => forProgram(c) ? next() : guard(c, next);
}
