import { Hono } from "hono";
import type { Deps } from "../core/deps.ts";
import { problem } from "./api/problem.ts";
import type { AppEnv } from "./app_env.ts";
import { setDataHeaders } from "./middleware/headers.ts";
import { closeRequest, nameRequest } from "./middleware/request_context.ts";

const AUTHORITY = /^(?:[A-Za-z0-9._-]+|\[[0-9A-Fa-f:.]+\])(?::[0-9]{1,5})?$/;

/**
 * False when the Host header is more than a host and a port: the runtimes put it before the path as it is, so that
 * `x/v1/orders?` would choose the route, and `a b` makes a URL that cannot be read at all.
 */
export function hasPlainHost(request: Request): boolean {
  const host = request.headers.get("host");
  return host === null || (AUTHORITY.test(host) && URL.canParse(`http://${host}/`));
}

/** Answers such a request without asking for its URL. */
export function hostRefuser(deps: Deps): () => Response | Promise<Response> {
  const app = new Hono<AppEnv>();
  app.all("*", (c) => {
    nameRequest(c, deps);
    c.res = problem(c, { code: "host_malformed" });
    setDataHeaders(c);
    closeRequest(c, deps, deps.now());
    return c.res;
  });
  return () => app.fetch(new Request(deps.config.publicUrl));
}
