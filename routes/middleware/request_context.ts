import type { MiddlewareHandler } from "hono";
import { matchedRoutes } from "hono/route";
import type { Deps } from "../../core/deps.ts";
import type { AppEnv } from "../app_env.ts";

const REQUEST_ID = "X-Request-Id";
const GIVEN_ID = /^[\w=-]{1,64}$/;

/**
 * Gives each request an id, or takes a proxy's, and sends it back as `X-Request-Id`. Set on the finished response:
 * Deno builds a text response twice as fast when it starts with no header but its type.
 */
export function requestIds(deps: Deps): MiddlewareHandler<AppEnv> {
  return async (c, next) => {
    const given = c.req.header(REQUEST_ID);
    const id = given !== undefined && GIVEN_ID.test(given) ? given : deps.newId("req");
    c.set("requestId", id);
    await next();
    c.res.headers.set(REQUEST_ID, id);
  };
}

/**
 * One line per request: its id, route and outcome. Never a body, header or query, and the route's pattern instead of
 * the path, because some paths are themselves a token.
 */
export function requestLog(deps: Deps): MiddlewareHandler<AppEnv> {
  return async (c, next) => {
    const startedAt = deps.now();
    c.set("publicUrl", deps.config.publicUrl);
    await next();
    deps.log.info("request", {
      request_id: c.get("requestId"),
      method: c.req.method,
      route: matchedRoutes(c).at(-1)?.path,
      status: c.res.status,
      ms: deps.now() - startedAt,
    });
  };
}
