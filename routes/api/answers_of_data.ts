import type { MiddlewareHandler } from "hono";
import type { Deps } from "../../core/deps.ts";
import type { AppEnv } from "../app_env.ts";
import { setDataHeaders } from "../middleware/headers.ts";
import { closeRequest, nameRequest } from "../middleware/request_context.ts";

/** What every answer to a program carries: a request id, headers, and a line in the log. */
export function answersOfData(deps: Deps): MiddlewareHandler<AppEnv> {
  return async (c, next) => {
    const startedAt = deps.now();
    nameRequest(c, deps);
    await next();
    setDataHeaders(c);
    closeRequest(c, deps, startedAt);
  };
}
