import type { Context, Hono } from "hono";
import type { AppEnv } from "../app_env.ts";
import { hasRoute } from "../middleware/known_route.ts";

/**
 * An address that is no page but leads to one is redirected there: with a slash at its end, or a form's own, which a
 * reload, Back or the language switch loads as if it were a page.
 */
export function nearPages(app: Hono<AppEnv>): (c: Context<AppEnv>) => Response | undefined {
  return (c) => {
    if (c.req.method !== "GET" && c.req.method !== "HEAD") return undefined;
    const { pathname, search } = new URL(c.req.url);
    const page = pathname.endsWith("/") || hasRoute(app, "POST", pathname)
      ? pageAt(app, pathname)
      : undefined;
    return page === undefined ? undefined : c.redirect(page + search, 303);
  };
}

/** The page at `pathname`, or the nearest one above: there stands the form that is sent to it. */
export function pageAt(app: Hono<AppEnv>, pathname: string): string | undefined {
  // The front page is near to everything, and so to nothing.
  if (pathname === "" || pathname === "/") return undefined;
  if (hasRoute(app, "GET", pathname)) return pathname;
  return pageAt(app, pathname.slice(0, pathname.lastIndexOf("/")));
}
