import type { Context, Hono } from "hono";
import { METHOD_NAME_ALL } from "hono/router";
import { matchedRoutes } from "hono/route";
import type { AppEnv } from "../app_env.ts";
import type { Check } from "./checks.ts";
import type { Refuse } from "./refuse.ts";

const METHODS = ["GET", "POST", "PUT", "PATCH", "DELETE"] as const;

/**
 * Returns 404, or 405 with `Allow`, before anything else is required of the caller: a wrong path is wrong with or
 * without a key. Middleware is registered for all methods and routes for one, so a path without a one-method match
 * has no route. `elsewhere` is asked first where such a path may lead.
 */
export function knownRoute(
  app: Hono<AppEnv>,
  refuse: Refuse,
  elsewhere: (c: Context<AppEnv>) => Response | undefined = () => undefined,
): Check {
  return (c) => {
    if (isKnown(c)) return undefined;
    const answer = elsewhere(c);
    if (answer) return answer;
    const allowed = METHODS.filter((method) => hasRoute(app, method, c.req.path));
    if (allowed.length === 0) return refuse(c, "route_unknown");
    c.header("Allow", allowed.join(", "));
    return refuse(c, "method_not_allowed");
  };
}

function isKnown(c: Context<AppEnv>): boolean {
  return matchedRoutes(c).some((route) => route.method !== METHOD_NAME_ALL);
}

export function hasRoute(app: Hono<AppEnv>, method: string, path: string): boolean {
  const [handlers] = app.router.match(method, path);
  return handlers.some(([[, route]]) => route.method === method);
}
