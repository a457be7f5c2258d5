import type { MiddlewareHandler } from "hono";
import { requestId } from "hono/request-id";
import { matchedRoutes } from "hono/route";
import type { Deps } from "../../core/deps.ts";
import type { AppEnv } from "../app_env.ts";

/** Gives each request an id, or takes a proxy's, and sends it back as `X-Request-Id`. */
export const requestIds: MiddlewareHandler = requestId({ limitLength: 64 });

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
