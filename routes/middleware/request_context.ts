import type { Context } from "hono";
import { routePath } from "hono/route";
import type { Deps } from "../../core/deps.ts";
import type { Instant } from "../../core/time.ts";
import type { AppEnv } from "../app_env.ts";

const REQUEST_ID = "x-request-id";
const GIVEN_ID = /^[\w=-]{1,64}$/;

/** Gives each request an id, or takes a proxy's; it is sent back as `X-Request-Id`. */
export function nameRequest(c: Context<AppEnv>, deps: Deps): void {
  const given = c.req.header(REQUEST_ID);
  const id = given !== undefined && GIVEN_ID.test(given) ? given : deps.newId("req");
  c.set("requestId", id);
  c.set("publicUrl", deps.config.publicUrl);
}

/**
 * One line per request, and a span where they are wanted: its id, route and outcome. Never a body, header or query, and the route's pattern instead of
 * the path, because some paths are themselves a token.
 */
export function closeRequest(c: Context<AppEnv>, deps: Deps, startedAt: Instant): void {
  const id = c.get("requestId");
  c.res.headers.set(REQUEST_ID, id);
  const { req: { method }, res: { status } } = c;
  const route = routePath(c, -1);
  const endedAt = deps.now();
  deps.log.info("request", { request_id: id, method, route, status, ms: endedAt - startedAt });
  deps.trace?.({ method, route, status, startedAt, endedAt });
}
