import type { Hono } from "hono";
import type { Deps } from "../../core/deps.ts";
import type { AppEnv } from "../app_env.ts";
import { notFound, onError } from "../on_error.ts";
import { limitedBody } from "./body_limit.ts";
import { headers } from "./headers.ts";
import { knownRoute } from "./known_route.ts";
import { merchantCaller } from "./merchant_caller.ts";
import { requestIds, requestLog } from "./request_context.ts";
import { sameOrigin } from "./same_origin.ts";

/** Everything a request passes before its route, in order. Called once, before any route is mounted. */
export function guardBorder(app: Hono<AppEnv>, deps: Deps): void {
  app.onError(onError(deps));
  app.notFound(notFound);
  app.use(requestIds);
  app.use(requestLog(deps));
  app.use(headers);
  app.use(knownRoute(app));
  app.use(sameOrigin(deps));
  app.use(limitedBody);
  app.use("/v1/*", merchantCaller(deps));
}
