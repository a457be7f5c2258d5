import type { Context, MiddlewareHandler } from "hono";
import type { AppEnv } from "../app_env.ts";

/** Looks at a request before its route does; what it answers is a refusal. */
export type Check = (
  c: Context<AppEnv>,
) => Response | undefined | Promise<Response | undefined>;

/** The first refusal is the answer. One middleware for all of them, since each costs every request a turn. */
export function inOrder(checks: readonly Check[]): MiddlewareHandler<AppEnv> {
  return async (c, next) => {
    for (const check of checks) {
      const answer = check(c);
      const refused = answer instanceof Promise ? await answer : answer;
      if (refused) return refused;
    }
    return await next();
  };
}
